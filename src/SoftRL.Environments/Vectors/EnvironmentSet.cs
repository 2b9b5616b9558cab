namespace SoftRL.Environments;

/// <summary>Environments of one kind, made and checked together, owned and disposed together.</summary>
internal sealed class EnvironmentSet : IDisposable
{
    private readonly List<Seat> seats;

    private EnvironmentSet(Func<object?> create, Type actionSpace, int count, string? name)
    {
        Guard.Positive(count);
        seats = new List<Seat>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                seats.Add(Seated(Guard.NotNull(create(), nameof(create))));
                Check(i, name ??= seats[0].Environment.GetType().Name, actionSpace, nameof(create));
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        Name = name!;
    }

    public string Name { get; }

    public int Count => seats.Count;

    public ObservationSpace ObservationSpace => seats[0].ObservationSpace;

    public ActionSpace ActionSpace => seats[0].ActionSpace;

    public Seat this[int index] => seats[index];

    public static EnvironmentSet Of(Func<IEnvironment<int>> create, int count, string? name) =>
        new(Guard.NotNull(create), typeof(DiscreteActions), count, name);

    public static EnvironmentSet Of(Func<IEnvironment<ReadOnlySpan<float>>> create, int count, string? name) =>
        new(Guard.NotNull(create), typeof(BoxActions), count, name);

    public void Dispose()
    {
        foreach (var seat in seats)
        {
            (seat.Environment as IDisposable)?.Dispose();
        }
    }

    private static Seat Seated(object environment) => environment switch
    {
        IEnvironment<int> discrete => new DiscreteSeat(discrete),
        _ => new BoxSeat((IEnvironment<ReadOnlySpan<float>>)environment),
    };

    private void Check(int index, string name, Type actionSpace, string parameter)
    {
        var (first, seat) = (seats[0], seats[index]);
        if (index > 0 && seats.FindIndex(other => other.Environment == seat.Environment) != index)
        {
            throw new ArgumentException($"create must make a new {name} on each call; it returned one twice.", parameter);
        }

        if (!actionSpace.IsInstanceOfType(seat.ActionSpace))
        {
            throw new ArgumentException(
                $"{name} declares {seat.ActionSpace}, but its action type needs {actionSpace.Name}.", parameter);
        }

        if (seat.ObservationSpace != first.ObservationSpace || seat.ActionSpace != first.ActionSpace)
        {
            throw Differs(index, name, first, seat);
        }
    }

    private static EnvironmentException Differs(int index, string name, Seat first, Seat other) =>
        new($"Environment {index} ({name}) differs from environment 0: observations {other.ObservationSpace} and "
            + $"{other.ActionSpace} instead of {first.ObservationSpace} and {first.ActionSpace} (or other bounds).")
        {
            EnvironmentIndex = index,
        };
}
