namespace SoftRL.Environments.Tests;

/// <summary>No-op starts, frame skip, sticky actions, the limit of frames, and replay.</summary>
public sealed class EmulatedGameTests
{
    private static readonly AtariOptions s_plain = new() { NoOpMax = 0, MaxOverFrames = false };

    /// <summary>Each of the 30 numbers is missed by 900 starts with probability 30·(29/30)⁹⁰⁰ = 1.7e-12.</summary>
    [Fact]
    public void AGameStartsWithOneToThirtyNoOpFrames()
    {
        var source = new Ticker();
        var game = new EmulatedGame(source, s_plain with { NoOpMax = 30 });
        var seen = new HashSet<int>();
        for (ulong seed = 0; seed < 900; seed++)
        {
            game.Start(seed);
            source.Calls.Should().OnlyContain(call => call.Action == 0);
            seen.Add(source.Frame);
        }

        seen.Should().BeEquivalentTo(Enumerable.Range(1, 30));
        new EmulatedGame(source, s_plain).Start(1);
        source.Frame.Should().Be(0);
    }

    [Fact]
    public void AGameThatIsOverInItsNoOpsIsBegunAgain()
    {
        var source = new Ticker { Length = 4 };
        var game = new EmulatedGame(source, s_plain with { NoOpMax = 30 });
        for (ulong seed = 0; seed < 50; seed++)
        {
            game.Start(seed);
            source.Frame.Should().BeLessThan(4);
        }

        source.Seeds.Distinct().Should().HaveCount(source.Seeds.Count, "no two games are the same");
    }

    [Fact]
    public void AStepHoldsItsActionForTheSkipAndSumsRewards()
    {
        var source = new Ticker { Length = 10 };
        var game = new EmulatedGame(source, s_plain);
        game.Start(1);
        game.Step(2).Should().Be(new StepResult(1 + 2 + 3 + 4, StepEnd.None));
        game.Step(1).Should().Be(new StepResult(5 + 6 + 7 + 8, StepEnd.None));
        game.Step(2).Should().Be(new StepResult(9 + 10, StepEnd.Terminated), "the game is over after ten frames");
        source.Calls.Should().Equal((2, 4), (1, 4), (2, 4));
    }

    [Fact]
    public void FramesAreLimitedNoOpsAmongThem()
    {
        var source = new Ticker();
        var game = new EmulatedGame(source, s_plain with { MaxFrames = 10 });
        game.Start(1);
        game.Step(0).End.Should().Be(StepEnd.None);
        game.Step(0).End.Should().Be(StepEnd.None);
        game.Step(0).Should().Be(new StepResult(9 + 10, StepEnd.Truncated));
        var over = new EmulatedGame(new Ticker { Length = 10 }, s_plain with { MaxFrames = 10, FrameSkip = 10 });
        over.Start(1);
        over.Step(0).End.Should().Be(StepEnd.Terminated, "the end of the game goes before the limit");
    }

    /// <summary>
    /// 20,000 steps of one frame alternate between two actions; each is overruled with probability 0.25 while another is held.
    /// The share of frames that hold the action before is within 0.02 except with probability 2.3e-7 by Hoeffding.
    /// </summary>
    [Fact]
    public void StickyActionsHoldOnFrameByFrame()
    {
        var source = new Ticker();
        var game = new EmulatedGame(source, s_plain with { StickyActionProbability = 0.25, FrameSkip = 1 });
        game.Start(1);
        var (held, stuck) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var asked = held == 1 ? 2 : 1;
            game.Step(asked);
            var (action, _) = source.Calls[^1];
            action.Should().BeOneOf(asked, held);
            stuck += action == held ? 1 : 0;
            held = action;
        }

        (stuck / 20_000.0).Should().BeApproximately(0.25, 0.02);
    }

    [Fact]
    public void AStickyStepIsTheOldActionForSomeFramesAndThenTheNewOne()
    {
        var source = new Ticker();
        var game = new EmulatedGame(source, s_plain with { StickyActionProbability = 0.5, FrameSkip = 4 });
        game.Start(1);
        var patterns = new HashSet<int>();
        for (var step = 0; step < 400; step++)
        {
            var before = source.Calls.Count;
            game.Step(1 + (step % 2));
            var calls = source.Calls[before..];
            calls.Sum(call => call.Frames).Should().Be(4);
            calls.Count.Should().BeLessThanOrEqualTo(2);
            patterns.Add(calls.Count == 2 ? calls[0].Frames : calls[0].Action == 1 + (step % 2) ? 0 : 4);
        }

        patterns.Should().BeEquivalentTo([0, 1, 2, 3, 4]);
    }

    [Fact]
    public void OnlyStepsShowTheBrightestOfTwoFrames()
    {
        var game = new EmulatedGame(new Ticker(), new AtariOptions());
        game.Start(1);
        game.BrightestOfTwo.Should().BeFalse();
        game.Step(0);
        game.BrightestOfTwo.Should().BeTrue();
        game.Start(1);
        game.BrightestOfTwo.Should().BeFalse();
    }

    [Fact]
    public void ASourceThatPlaysAnotherNumberOfFramesIsFound()
    {
        var game = new EmulatedGame(new Ticker { Skips = true }, s_plain);
        game.Start(1);
        game.Invoking(it => it.Step(0)).Should().Throw<EnvironmentException>();
    }

    /// <summary>A log of any actions, long and short, plays them again frame by frame.</summary>
    [Fact]
    public void WhatWasPlayedIsPlayedAgain()
    {
        var random = new Xoshiro256(5);
        var log = new ActionLog(calls: 1);
        var expected = new List<int>();
        log.Begin(77);
        for (var call = 0; call < 200; call++)
        {
            var (action, frames) = (random.NextInt(3), random.NextInt(4) == 0 ? 1 + random.NextInt(700) : 4);
            log.Add(action, frames);
            expected.AddRange(Enumerable.Repeat(action, frames));
        }

        var copy = new ActionLog(calls: 1);
        Snapshots.Read(Snapshots.Write(log.Save), reader => copy.Load(reader, 3));
        var source = new Ticker();
        copy.Replay(source).Should().Be(expected.Count);
        source.Calls.SelectMany(call => Enumerable.Repeat(call.Action, call.Frames)).Should().Equal(expected);
        source.Seeds.Should().Equal(77UL);
        var refused = () => Snapshots.Read(Snapshots.Write(log.Save), reader => copy.Load(reader, 2));
        refused.Should().Throw<InvalidDataException>();
        copy.Replay(new Ticker { Length = 9 }).Should().Be(-1, "that game is over too early");
    }

    /// <summary>Counts frames; the reward of a frame is its number.</summary>
    private sealed class Ticker : IFrameSource
    {
        public int Frame { get; private set; }

        public List<(int Action, int Frames)> Calls { get; } = [];

        public List<ulong> Seeds { get; } = [];

        public int Length { get; init; } = int.MaxValue;

        public bool Skips { get; init; }

        public int Width => 2;

        public int Height => 2;

        public int Channels => 1;

        public ReadOnlySpan<int> ActionNumbers => [0, 1, 3];

        public int Lives => 0;

        public void Reset(ulong seed)
        {
            Seeds.Add(seed);
            Frame = 0;
        }

        public FrameResult Act(int action, int frames)
        {
            Calls.Add((action, frames));
            var reward = 0;
            for (var i = 1; i <= frames; i++)
            {
                reward += ++Frame;
                if (Frame == Length || Skips)
                {
                    return new FrameResult(reward, i, Frame == Length);
                }
            }

            return new FrameResult(reward, frames, false);
        }

        public void CopyFrame(int age, Span<byte> picture) => picture.Fill((byte)Math.Max(0, Frame - age));

        public void Dispose()
        {
        }
    }
}
