# Sourced by mvnw and marotte: sets JAVA_HOME to a JDK of at least the release below, or says in one sentence what to install.
# Looked for in this order: JAVA_HOME, the PATH, the places where the usual installers of Linux, macOS and SDKMAN put JDKs.
marotte_jdk_release=25

marotte_is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$found" ] && [ "$found" -ge "$marotte_jdk_release" ]
}

marotte_jdk_on_path() {
  javac=$(command -v javac) || return 1
  javac=$(readlink -f "$javac" 2>/dev/null || printf '%s' "$javac")
  dirname "$(dirname "$javac")"
}

marotte_find_jdk() {
  for home in "${JAVA_HOME-}" "$(marotte_jdk_on_path)" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "/c/Program Files/Eclipse Adoptium"/*; do
    if [ -n "$home" ] && marotte_is_jdk "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

if ! marotte_find_jdk; then
  echo "marotte: no JDK $marotte_jdk_release or newer found; install one (for instance Eclipse Temurin $marotte_jdk_release from adoptium.net) or set JAVA_HOME to it." >&2
  exit 2
fi
