using System.Reflection;

namespace SoftRL.Environments.Mujoco;

/// <summary>The built-in models, each loaded once and kept for the process's life.</summary>
internal static class ModelCache
{
    private static readonly Lock s_gate = new();
    private static readonly Dictionary<string, MujocoModel> s_models = [];

    /// <summary>The model of a text.</summary>
    /// <exception cref="EnvironmentUnavailableException">MuJoCo is not installed.</exception>
    public static MujocoModel Get(string xml)
    {
        lock (s_gate)
        {
            if (!s_models.TryGetValue(xml, out var model))
            {
                s_models[xml] = model = MujocoModel.FromXml(xml);
            }

            return model;
        }
    }

    /// <summary>An embedded MJCF text.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The model {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
