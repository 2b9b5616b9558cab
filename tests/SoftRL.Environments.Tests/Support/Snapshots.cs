namespace SoftRL.Environments.Tests;

/// <summary>Snapshots as bytes.</summary>
internal static class Snapshots
{
    public static byte[] Write(Action<BinaryWriter> save)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        save(writer);
        writer.Flush();
        return stream.ToArray();
    }

    public static void Read(byte[] bytes, Action<BinaryReader> load)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        load(reader);
        reader.BaseStream.Position.Should().Be(bytes.Length);
    }
}
