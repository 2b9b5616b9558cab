namespace SoftRL.Environments.Mujoco;

/// <summary>Fills an observation from its beginning, rounding to float32.</summary>
internal ref struct ObservationWriter(Span<float> observation)
{
    private Span<float> rest = observation;

    public void Add(double value)
    {
        rest[0] = (float)value;
        rest = rest[1..];
    }

    public void Add(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            rest[i] = (float)values[i];
        }

        rest = rest[values.Length..];
    }

    /// <summary>Values clipped to ± <paramref name="limit"/>.</summary>
    public void AddClipped(ReadOnlySpan<double> values, double limit)
    {
        for (var i = 0; i < values.Length; i++)
        {
            rest[i] = (float)Math.Clamp(values[i], -limit, limit);
        }

        rest = rest[values.Length..];
    }
}
