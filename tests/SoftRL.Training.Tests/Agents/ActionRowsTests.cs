namespace SoftRL.Training.Tests;

public sealed class ActionRowsTests
{
    [Fact]
    public void IndicesAndVectorsAreToldApart()
    {
        ActionRows discrete = new long[3];
        (discrete.Count, discrete.Dimension, discrete.Indices.Length).Should().Be((3, 0, 3));
        var vectors = new ActionRows(new float[6], 2);
        (vectors.Count, vectors.Dimension, vectors.Vectors.Length).Should().Be((3, 2, 6));
        ((Action)(() => _ = new ActionRows(new float[6], 2).Indices)).Should().Throw<InvalidOperationException>().WithMessage("*vectors of 2*");
        ((Action)(() => _ = new ActionRows(new long[6]).Vectors)).Should().Throw<InvalidOperationException>().WithMessage("*indices*");
        ((Action)(() => _ = new ActionRows(new float[5], 2))).Should().Throw<ArgumentException>().WithMessage("*5 coordinates*");
        ((Action)(() => _ = new ActionRows(new float[5], 0))).Should().Throw<ArgumentOutOfRangeException>();
    }
}
