using SoftRL.Testing;

namespace SoftRL.Environments.Tests;

public sealed class EveryPictureTests
{
    public static TheoryData<string> Ids => [.. EnvironmentCatalog.BuiltIn.Select(spec => spec.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryEnvironmentOfTheCatalogCanBeDrawnAndPlainlyShowsMoreThanOneThing(string id)
    {
        using var environments = EnvironmentCatalog.Find(id).CreateVector(2, seed: 1);
        environments.Reset();
        var stage = environments.Renderer(1);
        stage.Should().NotBeNull("every built-in environment can be drawn");
        Picture.Of(stage!).Pixels.Chunk(3).Select(pixel => (pixel[0], pixel[1], pixel[2])).Distinct().Count().Should().BeGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void WhatIsDrawnTravelsInSnapshots(string id)
    {
        using var played = EnvironmentCatalog.Find(id).CreateVector(1, seed: 1);
        played.Reset();
        for (var step = 0; step < 3; step++)
        {
            Step(played);
        }

        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        played.Save(writer);
        memory.Position = 0;
        using var restored = EnvironmentCatalog.Find(id).CreateVector(1, seed: 2);
        using var reader = new BinaryReader(memory);
        restored.Load(reader);
        Picture.Of(restored.Renderer(0)!).Pixels.Should().Equal(Picture.Of(played.Renderer(0)!).Pixels);
    }

    [Fact]
    public void TheLastStateOfAnEpisodeIsDrawnWhenToldThatItEnds()
    {
        using var environments = new VectorEnvironment(() => new CartPole(), 2, seed: 1);
        environments.Reset();
        var stage = environments.Renderer(1)!;
        var last = Picture.Of(stage);
        var endings = new List<int>();
        environments.EpisodeEnding = index =>
        {
            endings.Add(index);
            last = index == 1 ? Picture.Of(stage) : last;
        };
        do
        {
            environments.Step([0, 1]);
        }
        while (environments.Ends[1] == StepEnd.None);

        endings.Should().Contain(1);
        var expected = new CartPoleState(environments.FinalObservations[4], 0, environments.FinalObservations[6], 0);
        last.Middle(Shades.Orange).X.Should().BeLessThan(last.Middle(Shades.Blue).X, "pushed to the right, the pole falls to the left");
        expected.Angle.Should().BeLessThan(-0.2);
        Math.Abs(Picture.Of(stage).Middle(Shades.Orange).X - 300).Should().BeLessThan(20, "by now the next episode has begun, near the middle");
    }

    [Fact]
    public void WhatAListenerThrowsIsTheEnvironmentsFailure()
    {
        using var environments = new VectorEnvironment(() => new CartPole(), 1, seed: 1);
        environments.Reset();
        environments.EpisodeEnding = _ => throw new NotSupportedException("no more paper");
        var play = () =>
        {
            while (true)
            {
                environments.Step([1]);
            }
        };
        play.Should().Throw<EnvironmentException>().WithMessage("*no more paper*");
    }

    [Theory]
    [InlineData(PictureFault.DrawsBeforeReset, "Picture: Render before the first Reset*")]
    [InlineData(PictureFault.LeavesBytes, "Picture: byte 5 of 12 depends on what the buffer held*")]
    [InlineData(PictureFault.TakesAnyBuffer, "Picture: Render into a buffer of the wrong length*")]
    [InlineData(PictureFault.Allocates, "Picture: drawing allocated * bytes*")]
    [InlineData(PictureFault.ChangesTheState, "Picture: an episode that is drawn differs*")]
    [InlineData(PictureFault.IsEmpty, "Picture: a frame of 0 x 2 pixels*")]
    [InlineData(PictureFault.HasNoPace, "Picture: NaN frames per second*")]
    public void TheContractNamesTheRuleThatAPictureBreaks(PictureFault fault, string message)
    {
        EnvironmentContract.Verify(() => new FaultyPicture());
        var verify = () => EnvironmentContract.Verify(() => new FaultyPicture(fault));
        verify.Should().Throw<EnvironmentContractException>().WithMessage(message);
    }

    private static void Step(IVectorEnvironment environments)
    {
        if (environments.ActionSpace is BoxActions box)
        {
            environments.Step(new float[box.Dimension]);
        }
        else
        {
            environments.Step([0]);
        }
    }
}
