namespace SoftRL.Environments;

/// <summary>Environments of one kind, made and checked together, owned and disposed together.</summary>
internal sealed class EnvironmentSet : IDisposable
{
    private readonly List<IEnvironment<int>> environments;

    public EnvironmentSet(Func<IEnvironment<int>> create, int count, string? name)
    {
        Guard.NotNull(create);
        Guard.Positive(count);
        environments = new List<IEnvironment<int>>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                environments.Add(Guard.NotNull(create(), nameof(create)));
                Check(i, name ??= environments[0].GetType().Name, nameof(create));
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        Name = name!;
        ActionSpace = (DiscreteActions)environments[0].ActionSpace;
    }

    public string Name { get; }

    public int Count => environments.Count;

    public ObservationSpace ObservationSpace => environments[0].ObservationSpace;

    public DiscreteActions ActionSpace { get; }

    public IEnvironment<int> this[int index] => environments[index];

    public void Dispose()
    {
        foreach (var environment in environments)
        {
            (environment as IDisposable)?.Dispose();
        }
    }

    private void Check(int index, string name, string parameter)
    {
        var (first, environment) = (environments[0], environments[index]);
        if (index > 0 && environments.IndexOf(environment) != index)
        {
            throw new ArgumentException($"create must make a new {name} on each call; it returned one twice.", parameter);
        }

        if (environment.ObservationSpace.ElementType != ElementType.Float32)
        {
            throw new ArgumentException(
                $"{name} declares {environment.ObservationSpace} observations; a vector environment takes Float32.", parameter);
        }

        if (environment.ActionSpace is not DiscreteActions)
        {
            throw new ArgumentException(
                $"{name} declares {environment.ActionSpace}; a vector environment takes discrete actions.", parameter);
        }

        if (environment.ObservationSpace != first.ObservationSpace || environment.ActionSpace != first.ActionSpace)
        {
            throw Differs(index, name, first, environment);
        }
    }

    private static EnvironmentException Differs(
        int index, string name, IEnvironment<int> first, IEnvironment<int> other) =>
        new($"Environment {index} ({name}) differs from environment 0: observations {other.ObservationSpace} and "
            + $"{other.ActionSpace} instead of {first.ObservationSpace} and {first.ActionSpace} (or other bounds).")
        {
            EnvironmentIndex = index,
        };
}
