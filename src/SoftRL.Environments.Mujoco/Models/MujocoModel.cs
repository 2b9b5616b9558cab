using System.Text;

namespace SoftRL.Environments.Mujoco;

/// <summary>
/// A model compiled from MJCF. It does not change, and any number of <see cref="MujocoSimulation"/>s, on any threads, may be of
/// one model.
/// </summary>
/// <remarks>
/// Loading compiles the model and takes two steps with it, on a thread of its own: an error that MuJoCo meets there is an
/// exception. An error in a later step (a stack that overflows; the built-in sizes of MuJoCo make room) cannot be one, because
/// native code must not return from it: it ends the process with MuJoCo's text.
/// </remarks>
public sealed unsafe class MujocoModel : IDisposable
{
    private const int BodyObject = 1;
    private const int GeomObject = 5;
    private const int SiteObject = 6;

    private static readonly Lock s_loading = new();

    private readonly ModelHandle handle;

    private MujocoModel(LoadedLibrary library, nint model)
    {
        (Library, handle) = (library, new ModelHandle(library.Functions, model));
        var layout = library.Layout.Model;
        int Count(int offset) => *(int*)(model + offset);
        PositionCount = Count(layout.PositionCount);
        VelocityCount = Count(layout.VelocityCount);
        ControlCount = Count(layout.ControlCount);
        ActivationCount = Count(layout.ActivationCount);
        BodyCount = Count(layout.BodyCount);
        GeomCount = Count(layout.GeomCount);
        SiteCount = Count(layout.SiteCount);
        Timestep = *(double*)(model + layout.Timestep);
    }

    /// <summary>Number of coordinates of a position (nq); a free joint has seven, of which four are a quaternion.</summary>
    public int PositionCount { get; }

    /// <summary>Number of degrees of freedom (nv).</summary>
    public int VelocityCount { get; }

    /// <summary>Number of actuators (nu).</summary>
    public int ControlCount { get; }

    /// <summary>Number of actuators' states (na).</summary>
    public int ActivationCount { get; }

    /// <summary>Number of bodies, the world (index 0) included.</summary>
    public int BodyCount { get; }

    /// <summary>Number of geoms.</summary>
    public int GeomCount { get; }

    /// <summary>Number of sites.</summary>
    public int SiteCount { get; }

    /// <summary>Simulated time of one step, s.</summary>
    public double Timestep { get; }

    /// <summary>Masses of the bodies, kg, <c>[BodyCount]</c>. Valid until the model is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public ReadOnlySpan<double> BodyMasses => Doubles(Library.Layout.Model.BodyMasses, BodyCount);

    /// <summary>Lowest and highest control of each actuator, <c>[ControlCount, 2]</c>; both 0 where there are no limits. Valid until the model is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public ReadOnlySpan<double> ControlRanges => Doubles(Library.Layout.Model.ControlRanges, 2 * ControlCount);

    internal LoadedLibrary Library { get; }

    internal ModelHandle Handle => handle;

    internal ReadOnlySpan<int> GeomTypes => new((void*)Pointer(Library.Layout.Model.GeomTypes), GeomCount);

    internal ReadOnlySpan<double> GeomSizes => Doubles(Library.Layout.Model.GeomSizes, 3 * GeomCount);

    internal ReadOnlySpan<float> GeomColours => new((void*)Pointer(Library.Layout.Model.GeomColours), 4 * GeomCount);

    /// <summary>Compiles MJCF text.</summary>
    /// <param name="xml">MJCF, or URDF. Files that it names must have absolute paths.</param>
    /// <returns>The model, owned by the caller.</returns>
    /// <exception cref="InvalidDataException">The text is no model, or one that cannot be simulated; MuJoCo's reason is in the message.</exception>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoModel FromXml(string xml)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(xml);
        using var file = new TemporaryModelFile(xml);
        return Load(file.Path, "The model");
    }

    /// <summary>Compiles an MJCF file.</summary>
    /// <param name="path">The file; the files it names are looked for beside it.</param>
    /// <returns>The model, owned by the caller.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no model, or one that cannot be simulated; MuJoCo's reason is in the message.</exception>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoModel FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path)
            ? Load(Path.GetFullPath(path), $"The model '{path}'")
            : throw new FileNotFoundException($"There is no model '{path}'.", path);
    }

    /// <summary>Index of a named body.</summary>
    /// <param name="name">Its name in the MJCF.</param>
    /// <returns>0 … <see cref="BodyCount"/> − 1.</returns>
    /// <exception cref="ArgumentException">The model has no such body.</exception>
    public int BodyIndex(string name) => Index(BodyObject, "body", name);

    /// <summary>Index of a named geom.</summary>
    /// <param name="name">Its name in the MJCF.</param>
    /// <returns>0 … <see cref="GeomCount"/> − 1.</returns>
    /// <exception cref="ArgumentException">The model has no such geom.</exception>
    public int GeomIndex(string name) => Index(GeomObject, "geom", name);

    /// <summary>Index of a named site.</summary>
    /// <param name="name">Its name in the MJCF.</param>
    /// <returns>0 … <see cref="SiteCount"/> − 1.</returns>
    /// <exception cref="ArgumentException">The model has no such site.</exception>
    public int SiteIndex(string name) => Index(SiteObject, "site", name);

    /// <summary>Gives the model up; simulations of it go on, and the last of them frees it.</summary>
    public void Dispose() => handle.Dispose();

    private static MujocoModel Load(string path, string name)
    {
        var library = LoadedLibrary.Current;
        try
        {
            // One at a time: the compilers of some releases share state.
            lock (s_loading)
            {
                return new MujocoModel(library, GuardedCall.Run(() =>
                {
                    var model = NativeModel.Load(library.Functions, path);
                    NativeModel.Try(library.Functions, model);
                    return model;
                }));
            }
        }
        catch (NativeErrorException failure)
        {
            throw new InvalidDataException($"{name} cannot be simulated: {failure.Message}", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{name} is refused by MuJoCo {library.Version}: {failure.Message}", failure);
        }
    }

    private int Index(int kind, string noun, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            var index = Library.Functions.NameToId(handle.DangerousGetHandle(), kind, text);
            GC.KeepAlive(handle);
            return index >= 0 ? index : throw new ArgumentException($"The model has no {noun} called '{name}'.", nameof(name));
        }
    }

    private nint Pointer(int offset)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        return *(nint*)(handle.DangerousGetHandle() + offset);
    }

    private ReadOnlySpan<double> Doubles(int offset, int count) => new((void*)Pointer(offset), count);
}
