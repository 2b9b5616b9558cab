using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace SoftRL.Core.Tests;

/// <summary>Laws over batches of any size and content, from a fixed seed.</summary>
internal static class BatchLaws
{
    /// <summary>Checks a law on 100 batches of 1 to about 30 rows; the law receives the batch column by column, every number in
    /// [−8, 8].</summary>
    public static void Hold(int columns, Func<double[][], bool> law)
    {
        var number = Gen.Choose(-512, 512).Select(integer => integer / 64.0);
        var batch = number.ArrayOf(columns).NonEmptyListOf().Select(rows => rows.ToArray());
        Prop.ForAll(batch.ToArbitrary(), rows => law(Columns(rows, columns))).Check(Fixed);
    }

    private static Config Fixed { get; } = Config.QuickThrowOnFailure.WithMaxTest(100)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20170421, 1), FSharpOption<int>.None)));

    private static double[][] Columns(double[][] rows, int columns) =>
        Enumerable.Range(0, columns).Select(column => rows.Select(row => row[column]).ToArray()).ToArray();
}
