using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>
/// The state of a simulation as bytes: time, positions, velocities, actuators' states, controls, the accelerations from which the
/// solver starts; and the poses, which a step leaves at a time of their own.
/// </summary>
internal static class SimulationSnapshot
{
    private const int Parts = 10;

    public static void Save(MujocoSimulation simulation, BinaryWriter writer)
    {
        for (var part = 0; part < Parts; part++)
        {
            writer.Write(Part(simulation, part).Length);
        }

        writer.Write(simulation.Time);
        for (var part = 0; part < Parts; part++)
        {
            writer.Write(MemoryMarshal.AsBytes(Part(simulation, part)));
        }
    }

    public static void Load(MujocoSimulation simulation, BinaryReader reader)
    {
        for (var part = 0; part < Parts; part++)
        {
            var (written, needed) = (reader.ReadInt32(), Part(simulation, part).Length);
            Guard.Snapshot(written == needed, $"it is of another model ({written} numbers where {needed} are needed)");
        }

        var time = reader.ReadDouble();
        var values = new double[Parts][];
        var finite = double.IsFinite(time);
        for (var part = 0; part < Parts; part++)
        {
            values[part] = new double[Part(simulation, part).Length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values[part].AsSpan()));
            finite &= values[part].All(double.IsFinite);
        }

        Guard.Snapshot(finite, "the state is not finite");
        simulation.Reset();
        simulation.SetTime(time);
        for (var part = 0; part < Parts; part++)
        {
            values[part].CopyTo(Part(simulation, part));
        }
    }

    private static Span<double> Part(MujocoSimulation simulation, int part) => part switch
    {
        0 => simulation.Positions,
        1 => simulation.Velocities,
        2 => simulation.Activations,
        3 => simulation.Controls,
        4 => simulation.WarmStart,
        5 => Writable(simulation.BodyPositions),
        6 => Writable(simulation.BodyCentres),
        7 => Writable(simulation.GeomPositions),
        8 => Writable(simulation.GeomRotations),
        _ => Writable(simulation.SitePositions),
    };

    private static Span<double> Writable(ReadOnlySpan<double> span) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(span), span.Length);
}
