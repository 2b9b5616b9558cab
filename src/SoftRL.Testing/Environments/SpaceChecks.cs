using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>Spaces are constant, and what the environment gives lies inside them.</summary>
internal static class SpaceChecks
{
    public static void Run<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        var environment = probe.Create();
        using var owned = environment as IDisposable;
        var (observations, actions) = (environment.ObservationSpace, environment.ActionSpace);
        if (observations is null)
        {
            throw ContractProbe<TAction>.Violation("Spaces", "the observation space is null.");
        }

        var limits = (Reached: false, Longest: 0);
        for (var episode = 0; episode < probe.Settings.Episodes; episode++)
        {
            var trace = probe.Play(environment, probe.Seed(episode));
            for (var row = 0; row <= trace.Steps; row++)
            {
                CheckRow(probe, observations, trace, episode, row);
            }

            limits = CheckLimit(probe, trace, episode, limits);
        }

        if (probe.Settings.TimeLimit <= probe.Settings.StepsPerEpisode && !limits.Reached)
        {
            throw ContractProbe<TAction>.Violation(
                "Time limit",
                $"no episode was truncated at {probe.Settings.TimeLimit} steps (the longest had {limits.Longest}); "
                + "check the limit, or set one that random actions reach.");
        }

        if (!ReferenceEquals(environment.ObservationSpace, observations) || !ReferenceEquals(environment.ActionSpace, actions))
        {
            throw ContractProbe<TAction>.Violation("Spaces", "they must stay the same objects for the environment's life.");
        }
    }

    private static void CheckRow<TAction>(
        ContractProbe<TAction> probe, ObservationSpace space, ContractTrace trace, int episode, int row)
        where TAction : allows ref struct
    {
        var (observation, result) = (trace.Observation(row), trace.Result(row));
        var where = row == 0 ? "after Reset" : $"after step {row}";
        where += $" of the episode with seed {probe.Seed(episode)}";
        for (var i = 0; i < observation.Length; i++)
        {
            if (!float.IsFinite(observation[i]))
            {
                throw ContractProbe<TAction>.Violation(
                    "Observation", $"element {i} is {observation[i]} {where}: not finite, or not written.");
            }

            if (space.ElementType == ElementType.UInt8 && observation[i] != MathF.Floor(observation[i]))
            {
                throw ContractProbe<TAction>.Violation(
                    "Observation", $"element {i} is {observation[i]:R} {where}; elements of UInt8 observations are whole numbers.");
            }
        }

        var outside = space.FirstOutside(observation);
        if (outside >= 0)
        {
            throw ContractProbe<TAction>.Violation(
                "Observation",
                $"element {outside} is {observation[outside]:R} {where}, outside [{space.Low[outside]:R}, {space.High[outside]:R}].");
        }

        if (!float.IsFinite(result.Reward) || !Enum.IsDefined(result.End))
        {
            throw ContractProbe<TAction>.Violation("Step result", $"{result} {where}.");
        }
    }

    private static (bool Reached, int Longest) CheckLimit<TAction>(
        ContractProbe<TAction> probe, ContractTrace trace, int episode, (bool Reached, int Longest) before)
        where TAction : allows ref struct
    {
        if (probe.Settings.TimeLimit is { } limit && (trace.Steps > limit || (trace.Steps == limit && trace.End == StepEnd.None)))
        {
            throw ContractProbe<TAction>.Violation(
                "Time limit", $"the episode with seed {probe.Seed(episode)} went on after {limit} steps.");
        }

        var reached = trace.Steps == probe.Settings.TimeLimit && trace.End == StepEnd.Truncated;
        return (before.Reached || reached, Math.Max(before.Longest, trace.Steps));
    }
}
