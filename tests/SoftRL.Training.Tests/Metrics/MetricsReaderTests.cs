namespace SoftRL.Training.Tests;

public sealed class MetricsReaderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALineThatIsStillBeingWrittenIsLeftOut()
    {
        File.WriteAllText(_folder["m"], """{"step":1,"seconds":1,"extra":2}""" + "\n" + """{"step":2,"seco""");

        MetricsReader.Metrics(_folder["m"]).Should().ContainSingle().Which.Values.Should().Equal(new Metric("extra", 2));
    }

    [Theory]
    [InlineData("{\"step\":1")]
    [InlineData("{\"seconds\":1}")]
    [InlineData("{\"step\":\"one\"}")]
    [InlineData("[1]")]
    [InlineData("")]
    public void ADamagedLineIsRefusedByNumber(string line)
    {
        File.WriteAllText(_folder["m"], """{"step":1,"seconds":1}""" + "\n" + line + "\n");
        var read = () => MetricsReader.Metrics(_folder["m"]);

        read.Should().Throw<MetricsException>().WithMessage($"Cannot read '{_folder["m"]}': line 2 is damaged: *");
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        var read = () => MetricsReader.Evaluations(_folder["none"]);

        read.Should().Throw<MetricsException>().WithMessage($"Cannot read '{_folder["none"]}': *");
    }
}
