package dev.marotte.standalone.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
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
public final class LogFile {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level [%thread] %logger{24} - %msg %kvp%n";
    private static final String PATH_PROPERTY = "marotte.log";

    private LogFile() {}

    /** Nothing is logged until this is called: see {@code SilentUntilOpened}. */
    public static void openIn(Path folder) {
        Path file = folder.resolve("marotte.log");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender(context, file));
        System.setProperty(PATH_PROPERTY, file.toString());
    }

    /** Logs to standard output, as services do: plain lines on a terminal, else one JSON object a line. */
    public static void openStandardOutput(boolean terminal) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setEncoder(terminal ? lines(context) : objects(context));
        console.start();
        root.addAppender(console);
    }

    private static Encoder<ILoggingEvent> lines(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> objects(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    /** Ends a failure message with where to find more, if there is anything. */
    public static String whereToLook() {
        String path = System.getProperty(PATH_PROPERTY, "");
        return path.isEmpty() ? "" : " (more in " + path + ")";
    }

    /** Keeps out of the log that an embedded broker closes idle connections. */
    static void expectIdleConnections(String broker) {
        KafkaNoise.silenceIdleConnections(broker, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    static void setLevels(LoggerContext context) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger("dev.marotte").setLevel(Level.INFO);
        KafkaNoise.silence(context);
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(lines(context));
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
