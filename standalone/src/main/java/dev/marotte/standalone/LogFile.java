package dev.marotte.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of the command, in the data folder: the terminal belongs to the progress bar. Set up in code, because reading logback's XML
 * costs a quarter of a second of every start.
 */
final class LogFile {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level [%thread] %logger{24} - %msg %kvp%n";
    private static final String PATH_PROPERTY = "marotte.log";

    private LogFile() {}

    /** Nothing is logged until this is called: see {@code SilentUntilOpened}. */
    static void openIn(Path folder) {
        Path file = folder.resolve("marotte.log");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender(context, file));
        System.setProperty(PATH_PROPERTY, file.toString());
    }

    /** Ends a message of a failure: where more stands, if anything does. */
    static String whereToLook() {
        String path = System.getProperty(PATH_PROPERTY, "");
        return path.isEmpty() ? "" : " (more in " + path + ")";
    }

    static void setLevels(LoggerContext context) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger("dev.marotte").setLevel(Level.INFO);
        KafkaNoise.silence(context);
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        roll(context, file, appender);
        appender.start();
        return appender;
    }

    private static void roll(LoggerContext context, Path file, RollingFileAppender<ILoggingEvent> appender) {
        var policy = new FixedWindowRollingPolicy();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%i");
        policy.setMinIndex(1);
        policy.setMaxIndex(2);
        policy.start();
        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf("5MB"));
        trigger.start();
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(trigger);
    }
}
