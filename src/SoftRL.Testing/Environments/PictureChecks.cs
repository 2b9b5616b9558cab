using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>An environment that can be drawn is drawn whole, at any time of an episode and after it, without effect on it.</summary>
internal static class PictureChecks
{
    private const string Rule = "Picture";

    // Drawing takes longer than stepping: a state in so many is drawn.
    private const int EveryOther = 16;

    public static void Run<TAction>(ContractProbe<TAction> probe)
        where TAction : allows ref struct
    {
        var environment = probe.Create();
        using var owned = environment as IDisposable;
        if (IWrapper.Find<IRenderable>(environment) is not { } stage)
        {
            return;
        }

        Require<TAction>(stage.FrameWidth > 0 && stage.FrameHeight > 0, $"a frame of {stage.FrameWidth} x {stage.FrameHeight} pixels is empty.");
        Require<TAction>(
            stage.FramesPerSecond > 0 && double.IsFinite(stage.FramesPerSecond), $"{stage.FramesPerSecond} frames per second are no pace.");
        var pixels = new byte[3 * stage.FrameWidth * stage.FrameHeight];
        Require<TAction>(
            Refusal(stage, pixels) is InvalidOperationException, "Render before the first Reset must throw InvalidOperationException.");

        var game = new ContractGame<TAction>(environment, probe.Actions, float.NaN);
        game.Reset(probe.Seed(0));
        Require<TAction>(Refusal(stage, pixels[..^1]) is ArgumentException, "Render into a buffer of the wrong length must throw ArgumentException.");
        var bytes = 0L;
        while (game.Running && game.Trace.Steps < probe.Settings.StepsPerEpisode)
        {
            if (game.Trace.Steps < 2 || game.Trace.Steps % EveryOther == 0)
            {
                Whole<TAction>(stage, pixels);
                bytes += Allocated(stage, pixels);
            }

            game.Step();
        }

        Whole<TAction>(stage, pixels);
        Require<TAction>(bytes == 0, $"drawing allocated {bytes} bytes of managed memory.");
        if (probe.PlayFresh(probe.Seed(0)).FirstDifference(game.Trace) is { } difference)
        {
            throw ContractProbe<TAction>.Violation(Rule, $"an episode that is drawn differs from one that is not, at {difference}.");
        }
    }

    /// <summary>What was in the buffer must not show through.</summary>
    private static void Whole<TAction>(IRenderable stage, byte[] pixels)
        where TAction : allows ref struct
    {
        Array.Fill(pixels, byte.MaxValue);
        stage.Render(pixels);
        var first = (byte[])pixels.Clone();
        Array.Clear(pixels);
        stage.Render(pixels);
        var same = first.AsSpan().CommonPrefixLength(pixels);
        Require<TAction>(
            same == pixels.Length, $"byte {same} of {pixels.Length} depends on what the buffer held before: Render must write every byte.");
    }

    /// <summary>The least of some drawings: a collection, which another thread may start, counts as an allocation here.</summary>
    private static long Allocated(IRenderable stage, byte[] pixels)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            stage.Render(pixels);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static Exception? Refusal(IRenderable stage, byte[] pixels)
    {
        try
        {
            stage.Render(pixels);
            return null;
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or ArgumentException)
        {
            return refusal;
        }
    }

    private static void Require<TAction>(bool holds, string what)
        where TAction : allows ref struct
    {
        if (!holds)
        {
            throw ContractProbe<TAction>.Violation(Rule, what);
        }
    }
}
