using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace SoftRL.Training.Tests;

public sealed class SafeTensorsTests
{
    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        float[] values = [1, 2, 3, 4];

        var file = Write([new("a", SafeTensorType.F32, [2, 2])], _ => MemoryMarshal.AsBytes<float>(values));

        const string Header = """{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""";
        BinaryPrimitives.ReadUInt64LittleEndian(file).Should().Be(64, "57 bytes of JSON are padded to a multiple of 8");
        Encoding.UTF8.GetString(file, 8, 64).Should().Be(Header.PadRight(64));
        MemoryMarshal.Cast<byte, float>(file.AsSpan(72)).ToArray().Should().Equal(values);
    }

    [Fact]
    public void EveryTypeShapeAndTextRoundTrips()
    {
        var contents = new Dictionary<string, (SafeTensorInfo Info, byte[] Data)>();
        void Add(string name, SafeTensorType type, long[] shape, byte[] data) => contents[name] = (new SafeTensorInfo(name, type, shape), data);
        Add("mask", SafeTensorType.Bool, [3], [1, 0, 1]);
        Add("weights/“ü”", SafeTensorType.F32, [2, 1], MemoryMarshal.AsBytes<float>([float.NaN, -0f]).ToArray());
        Add("scalar", SafeTensorType.F64, [], MemoryMarshal.AsBytes<double>([Math.PI]).ToArray());
        Add("empty", SafeTensorType.F32, [0, 4], []);
        Add("counts", SafeTensorType.I64, [2], MemoryMarshal.AsBytes<long>([long.MinValue, 7]).ToArray());
        Add("pixels", SafeTensorType.U8, [1, 5], [0, 1, 127, 128, 255]);

        var bytes = Write([.. contents.Values.Select(entry => entry.Info)], tensor => contents[tensor.Name].Data, new Dictionary<string, string>
        {
            ["softrl"] = "1",
            ["note"] = "line\nbreak and \"quotes\"",
        });
        var file = SafeTensorsFile.Open(new MemoryStream(bytes));

        file.Tensors.Should().HaveCount(6);
        file.Metadata.Should().HaveCount(2).And.Contain("note", "line\nbreak and \"quotes\"");
        foreach (var (name, (info, data)) in contents)
        {
            file.Find(name).Should().BeEquivalentTo(info);
            Read(file, name).Should().Equal(data);
        }
    }

    [Fact]
    public void LargerElementsComeFirstSoThatEveryTensorIsAligned()
    {
        SafeTensorInfo[] tensors = [new("b", SafeTensorType.Bool, [3]), new("f", SafeTensorType.F32, [1]), new("d", SafeTensorType.F64, [1]), new("g", SafeTensorType.F32, [1])];

        var file = SafeTensorsFile.Open(new MemoryStream(Write(tensors, tensor => new byte[tensor.Bytes])));

        file.Tensors.Select(tensor => tensor.Name).Should().Equal("d", "f", "g", "b");
    }

    [Fact]
    public void AnyNamesAndSizesRoundTrip()
    {
        var law = Prop.ForAll<NonEmptyArray<byte>, bool>((sizes, withMetadata) =>
        {
            var tensors = sizes.Get.Select((size, i) => new SafeTensorInfo($"tensor {i}", (SafeTensorType)(size % 5), [size])).ToArray();
            var bytes = Write(tensors, Pattern, withMetadata ? new Dictionary<string, string> { ["k"] = "v" } : null);
            var file = SafeTensorsFile.Open(new MemoryStream(bytes));
            return tensors.All(tensor => Read(file, tensor.Name).AsSpan().SequenceEqual(Pattern(tensor)));
        });

        law.Check(Config.QuickThrowOnFailure.WithReplay(20170421UL, 297UL));
    }

    [Fact]
    public void AFileWithoutTensorsIsAFile() =>
        SafeTensorsFile.Open(new MemoryStream(Write([], _ => default))).Tensors.Should().BeEmpty();

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "*needs 8 bytes*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "*starts at byte 4*ends at 0*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6, "*b U8 [4]*starts at byte 2*ends at 4*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 5, "*4 bytes, but the file has 5*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 3, "*4 bytes, but the file has 3*")]
    [InlineData("""{"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}""", 2, "*'BF16' is not supported*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}""", 0, "*negative dimension*")]
    [InlineData("""{"a":{"dtype":"F64","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "*2^63*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1]}}""", 1, "*malformed*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}""", 1, "*malformed*")]
    [InlineData("""{"a":1}""", 0, "*malformed*")]
    [InlineData("""["a"]""", 0, "*malformed*")]
    [InlineData("""{"a":""", 0, "*malformed*")]
    public void AHeaderThatDoesNotFitTheDataIsRefused(string header, int dataLength, string message)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(header) + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(bytes.Length - 8 - dataLength));
        Encoding.UTF8.GetBytes(header, bytes.AsSpan(8));
        var open = () => SafeTensorsFile.Open(new MemoryStream(bytes));

        open.Should().Throw<InvalidDataException>().WithMessage(message.Replace("[", "?").Replace("]", "?"));
    }

    [Theory]
    [InlineData(0, 0UL, "*at least 8 bytes; this one has 0*")]
    [InlineData(20, 13UL, "*should have 13 bytes; 12 follow*")]
    [InlineData(20, ulong.MaxValue, "*should have 18446744073709551615 bytes*")]
    public void AnImpossibleHeaderLengthIsRefused(int length, ulong headerLength, string message)
    {
        var bytes = new byte[length];
        if (length >= 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, headerLength);
        }

        var open = () => SafeTensorsFile.Open(new MemoryStream(bytes));

        open.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        var bytes = Write([new("a", SafeTensorType.F32, [3]), new("b", SafeTensorType.U8, [5])], Pattern);

        for (var length = 0; length < bytes.Length; length++)
        {
            var open = () => SafeTensorsFile.Open(new MemoryStream(bytes, 0, length));
            open.Should().Throw<InvalidDataException>($"only {length} of {bytes.Length} bytes are there");
        }
    }

    [Fact]
    public void DataOfTheWrongSizeIsRefusedOnBothSides()
    {
        var tensor = new SafeTensorInfo("a", SafeTensorType.F32, [3]);
        var write = () => Write([tensor], _ => new byte[11]);
        var file = SafeTensorsFile.Open(new MemoryStream(Write([tensor], Pattern)));
        var read = () => file.Read("a", new byte[13]);

        write.Should().Throw<ArgumentException>().WithParameterName("data").WithMessage("a F32 ?3? has 12 bytes; 11 were given*");
        read.Should().Throw<ArgumentException>().WithParameterName("destination").WithMessage("a F32 ?3? has 12 bytes; the destination has 13*");
    }

    [Fact]
    public void AnUnknownNameIsRefusedWithTheNamesThatThereAre()
    {
        var file = SafeTensorsFile.Open(new MemoryStream(Write([new("a", SafeTensorType.U8, [1])], Pattern)));
        var find = () => file.Find("b");

        find.Should().Throw<InvalidDataException>().WithMessage("There is no tensor 'b'; the file has: a.");
    }

    [Fact]
    public void TwoTensorsOfOneNameAreRefused()
    {
        var write = () => Write([new("a", SafeTensorType.U8, [1]), new("a", SafeTensorType.U8, [1])], Pattern);

        write.Should().Throw<ArgumentException>().WithParameterName("tensors").WithMessage("Two tensors are called 'a'*");
    }

    [Theory]
    [InlineData("", 1, "name")]
    [InlineData("__metadata__", 1, "name")]
    [InlineData("a", -1, "shape")]
    public void ATensorIsCheckedWhenItIsDescribed(string name, long dimension, string parameter)
    {
        var describe = () => new SafeTensorInfo(name, SafeTensorType.F32, [dimension]);

        describe.Should().Throw<ArgumentException>().WithParameterName(parameter);
    }

    [Fact]
    public void TheHeaderIsJsonThatAnyoneCanRead()
    {
        var bytes = Write([new("a", SafeTensorType.I64, [2])], Pattern, new Dictionary<string, string> { ["step"] = "5" });
        var header = JsonNode.Parse(bytes.AsSpan(8, (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes)))!;

        header["__metadata__"]!["step"]!.GetValue<string>().Should().Be("5");
        header["a"]!["data_offsets"]!.ToJsonString().Should().Be("[0,16]");
    }

    private static ReadOnlySpan<byte> Pattern(SafeTensorInfo tensor) =>
        Enumerable.Range(0, (int)tensor.Bytes).Select(i => (byte)((i * 37) + tensor.Name.Length)).ToArray();

    private static byte[] Write(IReadOnlyList<SafeTensorInfo> tensors, SafeTensorData data, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, tensors, data, metadata);
        return stream.ToArray();
    }

    private static byte[] Read(SafeTensorsFile file, string name)
    {
        var bytes = new byte[file.Find(name).Bytes];
        file.Read(name, bytes);
        return bytes;
    }
}
