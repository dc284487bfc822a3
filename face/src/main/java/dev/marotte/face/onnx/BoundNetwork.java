package dev.marotte.face.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.implicit.ImplicitNetwork;
import dev.marotte.face.implicit.ImplicitNetwork.Port;
import dev.marotte.schemas.BadInputException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One network of a user's folder, whose names and shapes were checked. Safe for use by several threads. */
final class BoundNetwork implements AutoCloseable {
    private final ImplicitNetwork network;
    private final OrtSession session;

    private BoundNetwork(ImplicitNetwork network, OrtSession session) {
        this.network = network;
        this.session = session;
    }

    /** @throws BadInputException if the file cannot be loaded or is another network */
    static BoundNetwork open(ImplicitFolder folder, ImplicitNetwork network, ModelPlacement placement) {
        BoundNetwork bound = new BoundNetwork(network, session(folder, network, placement));
        boolean usable = false;
        try {
            bound.check();
            usable = true;
            return bound;
        } finally {
            if (!usable) {
                bound.close();
            }
        }
    }

    /** Loads from the file itself, because a copy of 400 MB in the heap would be of no use. */
    private static OrtSession session(ImplicitFolder folder, ImplicitNetwork network, ModelPlacement placement) {
        try (OrtSession.SessionOptions options = placement.options()) {
            return OnnxRuntime.environment().createSession(folder.file(network).toString(), options);
        } catch (OrtException e) {
            throw new BadInputException(network.file() + " " + fault(String.valueOf(e.getMessage())), e);
        }
    }

    private static String fault(String message) {
        return message.contains("GridSample3D")
                ? "needs GridSample3D, a TensorRT plugin that is not part of Marotte; take an export without it"
                : "cannot be loaded: " + message.lines().findFirst().orElse("no reason given");
    }

    private void check() {
        try {
            check(network.inputs(), session.getInputInfo());
            check(network.outputs(), session.getOutputInfo());
            if (session.getNumInputs() != network.inputs().size()) {
                throw new BadInputException(network.file() + " wants more inputs than this network has");
            }
        } catch (OrtException e) {
            throw new IllegalStateException("cannot look at " + network.file(), e);
        }
    }

    private void check(List<Port> ports, Map<String, NodeInfo> declared) {
        for (Port port : ports) {
            NodeInfo node = declared.get(port.name());
            if (node == null
                    || !(node.getInfo() instanceof TensorInfo info)
                    || info.type != OnnxJavaType.FLOAT
                    || !port.accepts(info.getShape())) {
                throw new BadInputException(network.file() + " has no tensor " + port.name()
                        + " of 32-bit floats in the shape " + port.axes());
            }
        }
    }

    /** Tells whether the export leaves the number of pictures open in all inputs and outputs. */
    boolean takesMany() {
        try {
            return isOpen(session.getInputInfo()) && isOpen(session.getOutputInfo());
        } catch (OrtException e) {
            throw new IllegalStateException("cannot look at " + network.file(), e);
        }
    }

    private static boolean isOpen(Map<String, NodeInfo> declared) {
        return declared.values().stream()
                .allMatch(node -> node.getInfo() instanceof TensorInfo info && info.getShape()[0] < 0);
    }

    /**
     * Runs once.
     *
     * @param inputs in the order of the network's ports
     * @return outputs by name, in their own memory
     */
    Map<String, FloatBuffer> run(FloatBuffer... inputs) {
        return run(1, inputs);
    }

    /**
     * Runs once for one or more pictures; more than one only if {@link #takesMany}.
     *
     * @param inputs in the order of the network's ports, each with the pictures one after the other
     * @return outputs by name, likewise, in their own memory
     */
    Map<String, FloatBuffer> run(int pictures, FloatBuffer... inputs) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Port port : network.inputs()) {
                tensors.put(
                        port.name(),
                        OnnxTensor.createTensor(
                                OnnxRuntime.environment(), inputs[tensors.size()], port.shape(pictures)));
            }
            return outputs(pictures, tensors);
        } catch (OrtException e) {
            throw new IllegalStateException(network.file() + " failed", e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private Map<String, FloatBuffer> outputs(int pictures, Map<String, OnnxTensor> inputs) throws OrtException {
        try (OrtSession.Result result = session.run(inputs)) {
            Map<String, FloatBuffer> outputs = new HashMap<>();
            for (Port port : network.outputs()) {
                FloatBuffer values = ((OnnxTensor) result.get(port.name()).orElseThrow()).getFloatBuffer();
                if (values.remaining() != pictures * port.elements()) {
                    throw new BadInputException(network.file() + " gave " + values.remaining() + " numbers as "
                            + port.name() + " instead of " + pictures * port.elements());
                }
                outputs.put(port.name(), values);
            }
            return outputs;
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot close " + network.file(), e);
        }
    }
}
