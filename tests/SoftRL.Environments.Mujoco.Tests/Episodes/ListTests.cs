namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>The list of environments.</summary>
public sealed class ListTests
{
    [Fact]
    public void NineTasksInTwoVersionsAreListed() =>
        MujocoEnvironments.BuiltIn.Select(spec => spec.Id).Should().Equal(
            ((string[])["HalfCheetah", "Hopper", "Walker2d", "Ant", "Humanoid", "Swimmer", "Reacher", "InvertedPendulum", "InvertedDoublePendulum"])
            .SelectMany(name => (string[])[$"{name}-v4", $"{name}-v5"]));

    [Theory]
    [InlineData("HalfCheetah-v4", 17, 6, 1, 1000, 4800.0)]
    [InlineData("Hopper-v5", 11, 3, 1, 1000, 3800.0)]
    [InlineData("Walker2d-v5", 17, 6, 1, 1000, null)]
    [InlineData("Ant-v4", 27, 8, 1, 1000, 6000.0)]
    [InlineData("Ant-v5", 105, 8, 1, 1000, 6000.0)]
    [InlineData("Humanoid-v4", 376, 17, 0.4, 1000, null)]
    [InlineData("Humanoid-v5", 348, 17, 0.4, 1000, null)]
    [InlineData("Swimmer-v4", 8, 2, 1, 1000, 360.0)]
    [InlineData("Reacher-v4", 11, 2, 1, 50, -3.75)]
    [InlineData("Reacher-v5", 10, 2, 1, 50, -3.75)]
    [InlineData("InvertedPendulum-v5", 4, 1, 3, 1000, 950.0)]
    [InlineData("InvertedDoublePendulum-v4", 11, 1, 1, 1000, 9100.0)]
    [InlineData("InvertedDoublePendulum-v5", 9, 1, 1, 1000, 9100.0)]
    public void SpacesAndLimitsAreGymnasiums(string id, int observation, int action, double bound, int steps, double? threshold)
    {
        var spec = Play.Spec(id);
        spec.ObservationSpace.Size.Should().Be(observation);
        var box = spec.ActionSpace.Should().BeOfType<BoxActions>().Subject;
        box.Dimension.Should().Be(action);
        box.High.ToArray().Should().OnlyContain(high => high == (float)bound);
        box.Low.ToArray().Should().OnlyContain(low => low == (float)-bound);
        (spec.MaxEpisodeSteps, spec.RewardThreshold).Should().Be((steps, threshold));
    }

    [Theory]
    [MemberData(nameof(Play.Ids), MemberType = typeof(Play))]
    public void TheSpacesListedAreTheModels(string id)
    {
        using var environment = Play.Make(id);
        environment.ObservationSpace.Should().BeSameAs(Play.Spec(id).ObservationSpace);
        var model = environment.Simulation.Model;
        var box = (BoxActions)environment.ActionSpace;
        box.Dimension.Should().Be(model.ControlCount);
        for (var i = 0; i < box.Dimension; i++)
        {
            (box.Low[i], box.High[i]).Should().Be(((float)model.ControlRanges[2 * i], (float)model.ControlRanges[(2 * i) + 1]));
        }
    }
}
