package dev.marotte.standalone.command;

import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.standalone.doctor.Doctor;
import dev.marotte.standalone.doctor.DoctorFinding;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marotte doctor}: tries everything that a run needs. */
@Command(
        name = "doctor",
        description = "Says what works on this machine, and why the rest does not.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exits with 1 if Marotte cannot work here."})
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOption device;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() {
        List<DoctorFinding> findings = new Doctor(data.open(), device.given().orElse(DeviceChoice.AUTO)).examine();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(
                finding -> out.printf("%s  %-18s %s%n", finding.state().mark(), finding.subject(), finding.words()));
        boolean broken = findings.stream().anyMatch(finding -> finding.state() == DoctorFinding.State.BROKEN);
        out.println(broken ? "Marotte cannot work here until the lines marked !! are mended." : "Marotte works here.");
        out.flush();
        return broken ? PlainErrors.BROKEN : 0;
    }
}
