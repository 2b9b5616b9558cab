namespace SoftRL.Environments.Tests;

/// <summary>The stages outside the emulated game, each around a script.</summary>
public sealed class GameStageTests
{
    [Fact]
    public void ALostLifeEndsTheEpisodeAndTheGameGoesOnWithOneNoOp()
    {
        var game = new ScriptedGame((3, StepEnd.None), (2, StepEnd.None), (2, StepEnd.None), (1, StepEnd.None));
        var lives = new LifeEpisodes(game);
        lives.Start(7);
        lives.Step(5).Should().Be(new StepResult(15, StepEnd.None));
        lives.GameGoesOn.Should().BeFalse();
        lives.Step(5).Should().Be(new StepResult(15, StepEnd.Terminated));
        lives.GameGoesOn.Should().BeTrue();
        lives.Start(8);
        lives.GameGoesOn.Should().BeFalse();
        lives.Step(6).End.Should().Be(StepEnd.Terminated);
        game.Calls.Should().Equal("start 7", "step 5", "step 5", "step 0", "step 6");
    }

    [Fact]
    public void TheLastLifeIsTheGamesOwnEndAndAnExtraLifeIsNone()
    {
        var game = new ScriptedGame((4, StepEnd.None), (3, StepEnd.None), (0, StepEnd.Terminated));
        var lives = new LifeEpisodes(game);
        lives.Start(1);
        lives.Step(1).End.Should().Be(StepEnd.None, "a life was won");
        lives.Step(1).End.Should().Be(StepEnd.Terminated);
        lives.GameGoesOn.Should().BeTrue();
        lives.Start(2);
        lives.GameGoesOn.Should().BeFalse("the no-op step ended the game, so another one was begun");
        game.Calls.Should().EndWith(["step 0", "start 2"]);
    }

    [Theory]
    [InlineData(StepEnd.Terminated)]
    [InlineData(StepEnd.Truncated)]
    public void ALifeLostInTheStepThatEndsTheGameIsNoLifeLost(StepEnd end)
    {
        var lives = new LifeEpisodes(new ScriptedGame((2, end)));
        lives.Start(1);
        lives.Step(0).End.Should().Be(end);
        lives.GameGoesOn.Should().BeFalse();
    }

    [Fact]
    public void AResetInMidLifeBeginsANewGame()
    {
        var game = new ScriptedGame((3, StepEnd.None), (2, StepEnd.None));
        var lives = new LifeEpisodes(game);
        lives.Start(1);
        lives.Step(0);
        lives.Start(2);
        lives.Step(0);
        lives.Start(3);
        lives.Start(4);
        game.Calls.Should().Equal("start 1", "step 0", "start 2", "step 0", "step 0", "start 4");
    }

    [Fact]
    public void TheScoreIsTheWholeGames()
    {
        var score = new ScoreKeeper(new ScriptedGame());
        var lives = new LifeEpisodes(score);
        lives.Start(1);
        score.Step(3);
        score.Step(4);
        score.AgentSteps = 2;
        score.Score.Should().Be(27);
        var copy = new ScoreKeeper(new ScriptedGame());
        Snapshots.Read(Snapshots.Write(score.Save), copy.Load);
        (copy.Score, copy.AgentSteps).Should().Be((27.0, 2));
        score.Start(2);
        (score.Score, score.AgentSteps).Should().Be((0.0, 0));
    }

    [Fact]
    public void FireComesFirstAndThenTheThirdAction()
    {
        var game = new ScriptedGame();
        new FireStart(game, 1, 4).Start(9);
        game.Calls.Should().Equal("start 9", "step 1", "step 2");
        game = new ScriptedGame();
        new FireStart(game, 1, 2).Start(9);
        game.Calls.Should().Equal("start 9", "step 1");
    }

    [Fact]
    public void WhereFiringEndsTheGameItStartsAgain()
    {
        var game = new ScriptedGame((3, StepEnd.Terminated), (3, StepEnd.Terminated));
        new FireStart(game, 1, 4).Start(9);
        game.Calls.Should().Equal("start 9", "step 1", "start 9", "step 2", "start 9");
    }
}
