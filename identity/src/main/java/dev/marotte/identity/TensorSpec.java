package dev.marotte.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Description of one input or output of a model.
 *
 * @param axes lengths, or names of lengths that are known only when the model runs: B batch, K source pictures, S side of the crop
 */
public record TensorSpec(String name, ElementType type, List<Axis> axes) {
    /** Length of one axis. */
    public sealed interface Axis {
        /** Always this long. */
        record Fixed(long length) implements Axis {}

        /** Within one tensor, the same name means the same length. */
        record Named(String name) implements Axis {}
    }

    public TensorSpec {
        axes = List.copyOf(axes);
    }

    /** Tells whether a tensor of this shape fits: same rank, same fixed lengths, one length for each name. */
    boolean accepts(Shape shape) {
        if (shape.axes().size() != axes.size()) {
            return false;
        }
        Map<String, Long> lengths = new HashMap<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            if (!fits(axes.get(axis), shape.axes().get(axis), lengths)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Axis axis, long length, Map<String, Long> lengths) {
        return switch (axis) {
            case Axis.Fixed(long fixed) -> fixed == length;
            case Axis.Named(String name) -> lengths.merge(name, length, (known, _) -> known) == length;
        };
    }

    /** Tells whether a model that declares {@code other} for the same tensor can be this one: where both fix a length, it must be the same. */
    public boolean agreesWith(TensorSpec other) {
        if (type != other.type || axes.size() != other.axes.size()) {
            return false;
        }
        for (int axis = 0; axis < axes.size(); axis++) {
            if (axes.get(axis) instanceof Axis.Fixed(long mine)
                    && other.axes.get(axis) instanceof Axis.Fixed(long theirs)
                    && mine != theirs) {
                return false;
            }
        }
        return true;
    }
}
