namespace SoftRL.Environments.Gymnasium.Tests;

/// <summary>What this assembly does as a program: a parent of workers that steps until it is ended from outside.</summary>
internal static class ParentProcess
{
    /// <summary>Plays toys in two workers.</summary>
    /// <param name="args">The toys' arguments, JSON.</param>
    public static void Main(string[] args)
    {
        using var environments = Toys.Play(args[0], count: 4, workers: 2);
        environments.Reset();
        Console.WriteLine("playing");
        var actions = new int[4];
        while (true)
        {
            environments.Step(actions);
        }
    }
}
