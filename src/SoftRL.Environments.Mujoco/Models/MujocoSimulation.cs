using System.Runtime.CompilerServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>A state of a <see cref="MujocoModel"/> and what is computed from it (an mjData).</summary>
/// <remarks>
/// The spans look into MuJoCo's memory: they change with every call, and are valid until the simulation is disposed. What is
/// computed (poses, forces) belongs to the last <see cref="Forward"/>; a step leaves what it computed on its way, which with the
/// RK4 integrator is not at the new positions. Used by one thread at a time. Nothing here allocates managed memory but
/// exceptions.
/// </remarks>
public sealed unsafe class MujocoSimulation : IDisposable
{
    private readonly NativeFunctions functions;
    private readonly DataLayout layout;
    private readonly DataHandle handle;
    private readonly nint model;
    private readonly nint data;

    /// <summary>A simulation in the model's reference position, at rest.</summary>
    /// <param name="model">Kept as long as the simulation lives, also when it is disposed before.</param>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public MujocoSimulation(MujocoModel model)
    {
        Model = Guard.NotNull(model);
        (functions, layout) = (model.Library.Functions, model.Library.Layout.Data);
        handle = new DataHandle(functions, model.Handle);
        (this.model, data) = (model.Handle.DangerousGetHandle(), handle.DangerousGetHandle());
        Reset();
        Forward();
    }

    /// <summary>The model.</summary>
    public MujocoModel Model { get; }

    /// <summary>Simulated time since the reset, s.</summary>
    public double Time => *(double*)(Data + layout.Time);

    /// <summary>Positions of the joints (qpos), m and rad, <c>[nq]</c>. May be written.</summary>
    public Span<double> Positions => Array(layout.Positions, Model.PositionCount);

    /// <summary>Velocities of the joints (qvel), m/s and rad/s, <c>[nv]</c>. May be written.</summary>
    public Span<double> Velocities => Array(layout.Velocities, Model.VelocityCount);

    /// <summary>States of the actuators (act), <c>[na]</c>. May be written.</summary>
    public Span<double> Activations => Array(layout.Activations, Model.ActivationCount);

    /// <summary>Controls of the actuators (ctrl), <c>[nu]</c>: write them, then step.</summary>
    public Span<double> Controls => Array(layout.Controls, Model.ControlCount);

    /// <summary>Positions of the bodies' frames in the world (xpos), m, <c>[bodies, 3]</c>.</summary>
    public ReadOnlySpan<double> BodyPositions => Array(layout.BodyPositions, 3 * Model.BodyCount);

    /// <summary>Positions of the bodies' centres of mass in the world (xipos), m, <c>[bodies, 3]</c>.</summary>
    public ReadOnlySpan<double> BodyCentres => Array(layout.BodyCentres, 3 * Model.BodyCount);

    /// <summary>Positions of the geoms' centres in the world (geom_xpos), m, <c>[geoms, 3]</c>.</summary>
    public ReadOnlySpan<double> GeomPositions => Array(layout.GeomPositions, 3 * Model.GeomCount);

    /// <summary>Rotation matrices of the geoms (geom_xmat), row-major, <c>[geoms, 3, 3]</c>.</summary>
    public ReadOnlySpan<double> GeomRotations => Array(layout.GeomRotations, 9 * Model.GeomCount);

    /// <summary>Positions of the sites in the world (site_xpos), m, <c>[sites, 3]</c>.</summary>
    public ReadOnlySpan<double> SitePositions => Array(layout.SitePositions, 3 * Model.SiteCount);

    /// <summary>Inertias and masses of the bodies about their tree's centre of mass (cinert), <c>[bodies, 10]</c>.</summary>
    public ReadOnlySpan<double> BodyInertias => Array(layout.BodyInertias, 10 * Model.BodyCount);

    /// <summary>Velocities of the bodies, rotation then translation, about their tree's centre of mass (cvel), <c>[bodies, 6]</c>.</summary>
    public ReadOnlySpan<double> BodyVelocities => Array(layout.BodyVelocities, 6 * Model.BodyCount);

    /// <summary>Forces of the actuators on the joints (qfrc_actuator), N and N·m, <c>[nv]</c>.</summary>
    public ReadOnlySpan<double> ActuatorForces => Array(layout.ActuatorForces, Model.VelocityCount);

    /// <summary>Forces of limits and contacts on the joints (qfrc_constraint), N and N·m, <c>[nv]</c>.</summary>
    public ReadOnlySpan<double> ConstraintForces => Array(layout.ConstraintForces, Model.VelocityCount);

    /// <summary>
    /// Torques and forces from outside on the bodies (cfrc_ext), <c>[bodies, 6]</c>, as of the last
    /// <see cref="ComputeContactForces"/>.
    /// </summary>
    public ReadOnlySpan<double> ContactForces => Array(layout.ContactForces, 6 * Model.BodyCount);

    /// <summary>Warnings since the simulation was made. MuJoCo gives each kind once after a reset.</summary>
    public int Warnings { get; private set; }

    internal Span<double> WarmStart => Array(layout.WarmStart, Model.VelocityCount);

    private nint Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(handle.IsClosed, this);
            return data;
        }
    }

    /// <summary>Back to the model's reference position, at rest, with controls and time 0; poses are not computed.</summary>
    public void Reset()
    {
        functions.ResetData(model, Data);
        GC.KeepAlive(handle);
    }

    /// <summary>Computes poses, velocities and forces at the present state, without moving.</summary>
    /// <exception cref="EnvironmentException">MuJoCo gave a warning: a number that is not finite or huge, or too many contacts.</exception>
    public void Forward()
    {
        var before = NativeHooks.Warnings;
        functions.Forward(model, Data);
        GC.KeepAlive(handle);
        ThrowOnWarning(before);
    }

    /// <summary>Simulates.</summary>
    /// <param name="count">Number of time steps, positive.</param>
    /// <exception cref="EnvironmentException">MuJoCo gave a warning: a number that is not finite or huge (it has then put the state
    /// back to the reference position), or too many contacts.</exception>
    public void Step(int count = 1)
    {
        Guard.Positive(count);
        var before = NativeHooks.Warnings;
        var address = Data;
        for (var i = 0; i < count; i++)
        {
            functions.Step(model, address);
            ThrowOnWarning(before);
        }

        GC.KeepAlive(handle);
    }

    /// <summary>Computes <see cref="ContactForces"/> of the present state.</summary>
    public void ComputeContactForces()
    {
        functions.RnePostConstraint(model, Data);
        GC.KeepAlive(handle);
    }

    /// <summary>
    /// Writes everything that later steps and drawings depend on, for models without plug-ins, mocap bodies and delays.
    /// </summary>
    /// <param name="writer">Borrowed.</param>
    public void Save(BinaryWriter writer) => SimulationSnapshot.Save(this, Guard.NotNull(writer));

    /// <summary>Restores what <see cref="Save"/> of a simulation of the same model wrote.</summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">The snapshot is of another model, or not finite.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is too short.</exception>
    public void Load(BinaryReader reader) => SimulationSnapshot.Load(this, Guard.NotNull(reader));

    /// <summary>Frees the native memory.</summary>
    public void Dispose() => handle.Dispose();

    internal void SetTime(double time) => *(double*)(Data + layout.Time) = time;

    private void ThrowOnWarning(int before)
    {
        if (NativeHooks.Warnings != before)
        {
            Fail(NativeHooks.Warnings - before);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fail(int count)
    {
        Warnings += count;
        throw new EnvironmentException($"MuJoCo warned: {NativeHooks.LastWarning}");
    }

    private Span<double> Array(int offset, int count) => new((void*)*(nint*)(Data + offset), count);
}
