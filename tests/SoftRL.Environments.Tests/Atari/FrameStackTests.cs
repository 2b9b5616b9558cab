namespace SoftRL.Environments.Tests;

public sealed class FrameStackTests
{
    [Theory]
    [InlineData(FrameStackStart.Repeated)]
    [InlineData(FrameStackStart.Zeros)]
    public void HoldsTheLastPicturesTheOldestFirst(FrameStackStart start)
    {
        const int Size = 37;
        var stack = new FrameStack(3, Size, start);
        var older = start == FrameStackStart.Zeros ? 0 : 5;
        stack.Next().Fill(5);
        stack.Begin();
        Shown(stack, Size).Should().Equal(older, older, 5);
        foreach (byte next in new byte[] { 6, 7, 8, 255 })
        {
            stack.Next().Fill(next);
        }

        Shown(stack, Size).Should().Equal(7, 8, 255);
        stack.Next().Fill(9);
        stack.Begin();
        older = start == FrameStackStart.Zeros ? 0 : 9;
        Shown(stack, Size).Should().Equal(older, older, 9);
    }

    [Fact]
    public void ASnapshotHoldsItsPictures()
    {
        var stack = new FrameStack(4, 40, FrameStackStart.Repeated);
        for (byte i = 0; i < 7; i++)
        {
            stack.Next().Fill(i);
        }

        var copy = new FrameStack(4, 40, FrameStackStart.Repeated);
        Snapshots.Read(Snapshots.Write(stack.Save), copy.Load);
        Shown(copy, 40).Should().Equal(3, 4, 5, 6);
        var wrong = () => Snapshots.Read(Snapshots.Write(writer => writer.Write(4)), copy.Load);
        wrong.Should().Throw<InvalidDataException>();
    }

    private static int[] Shown(FrameStack stack, int size)
    {
        var observation = new float[stack.Length];
        stack.Write(observation);
        var pictures = observation.Chunk(size).ToArray();
        pictures.Should().OnlyContain(picture => picture.Distinct().Count() == 1);
        return [.. pictures.Select(picture => (int)picture[0])];
    }
}
