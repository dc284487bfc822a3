/** What runs in this process: an embedded cluster, stages, the log. */
@NullMarked
package dev.marotte.standalone.run;

import org.jspecify.annotations.NullMarked;
