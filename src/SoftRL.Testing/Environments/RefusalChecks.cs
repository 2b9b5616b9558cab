using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>Wrong buffers and actions are refused, and so is a step outside an episode.</summary>
internal static class RefusalChecks
{
    public static void Run<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        var environment = probe.Create();
        using var owned = environment as IDisposable;
        var size = environment.ObservationSpace.Size;
        var seed = probe.Seed(0);

        Refuses<TAction, InvalidOperationException>(
            "Refusal", "Step before the first Reset", () => Step(probe, environment, size));
        Refuses<TAction, ArgumentException>(
            "Refusal", "Reset with a buffer one element too short", () => environment.Reset(seed, new float[size - 1]));
        Refuses<TAction, ArgumentException>(
            "Refusal", "Reset with a buffer one element too long", () => environment.Reset(seed, new float[size + 1]));

        environment.Reset(seed, new float[size]);
        Refuses<TAction, ArgumentException>(
            "Refusal", "Step with a buffer one element too short", () => Step(probe, environment, size - 1));
        environment.Reset(seed, new float[size]);
        Refuses<TAction, ArgumentException>(
            "Refusal", "Step with a buffer one element too long", () => Step(probe, environment, size + 1));

        for (var i = 0; i < probe.Actions.InvalidCount; i++)
        {
            var index = i;
            environment.Reset(seed, new float[size]);
            Refuses<TAction, ArgumentException>(
                "Action range",
                $"Step with {probe.Actions.DescribeInvalid(index)}",
                () => environment.Step(probe.Actions.Invalid(index), new float[size]));
        }

        StepAfterEnd(probe, environment, size);
    }

    private static void StepAfterEnd<TAction>(ContractProbe<TAction> probe, IEnvironment<TAction> environment, int size)
        where TAction : allows ref struct
    {
        for (var episode = 0; episode < probe.Settings.Episodes; episode++)
        {
            if (probe.Play(environment, probe.Seed(episode)).End != StepEnd.None)
            {
                Refuses<TAction, InvalidOperationException>(
                    "Refusal", "Step after the end of an episode", () => Step(probe, environment, size));
            }
        }
    }

    private static void Step<TAction>(ContractProbe<TAction> probe, IEnvironment<TAction> environment, int size)
        where TAction : allows ref struct
    {
        var random = new Xoshiro256(0);
        environment.Step(probe.Actions.Next(ref random), new float[size]);
    }

    private static void Refuses<TAction, TException>(string rule, string what, Action action)
        where TAction : allows ref struct
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException)
        {
            return;
        }
        catch (Exception other)
        {
            throw ContractProbe<TAction>.Violation(
                rule, $"{what} must throw {typeof(TException).Name}, but threw {other.GetType().Name}.", other);
        }

        throw ContractProbe<TAction>.Violation(rule, $"{what} must throw {typeof(TException).Name}, but was accepted.");
    }
}
