using System.Text;
using System.Text.Json.Nodes;

namespace SoftRL.Training.Tests;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly CheckpointStore _store;

    public CheckpointStoreTests() => _store = new CheckpointStore(_folder["checkpoints"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatWasSavedIsLoaded()
    {
        _store.Save(12345, writer =>
        {
            using (var model = writer.Part("model.safetensors"))
            {
                model.Write(Bytes(200_000, seed: 1));
                model.Write(Bytes(3, seed: 2));
            }

            var state = new BinaryWriter(writer.Part("state.bin"));
            state.Write(42L);
            state.Write("left open on purpose");
        });

        var (checkpoint, refused) = _store.LoadLatest();

        refused.Should().BeEmpty();
        checkpoint!.Step.Should().Be(12345);
        checkpoint.Directory.Should().Be(_folder["checkpoints/step-000000012345"]);
        checkpoint.Parts.Select(part => part.Name).Should().Equal("model.safetensors", "state.bin");
        ReadAll(checkpoint, "model.safetensors").Should().Equal([.. Bytes(200_000, seed: 1), .. Bytes(3, seed: 2)]);
        using var reader = new BinaryReader(checkpoint.Open("state.bin"));
        reader.ReadInt64().Should().Be(42);
        reader.ReadString().Should().Be("left open on purpose");
    }

    [Fact]
    public void AnEmptyOrMissingFolderHasNoCheckpoint()
    {
        _store.LoadLatest().Should().BeEquivalentTo(new CheckpointSearch(null, []));
        _store.Steps().Should().BeEmpty();
    }

    [Fact]
    public void TheNewestIsLoadedWhateverTheOrderOfSaving()
    {
        var wide = new CheckpointStore(_folder["checkpoints"], keep: 10);
        Save(wide, 1_000_000_000_000, 900, 20);

        wide.LoadLatest().Latest!.Step.Should().Be(1_000_000_000_000);
        wide.Steps().Should().Equal(20, 900, 1_000_000_000_000);
        wide.Load(900).Step.Should().Be(900);
    }

    [Fact]
    public void OnlyTheNewestAreKept()
    {
        Save(_store, 10, 20, 30, 40, 50);

        _store.Steps().Should().Equal(30, 40, 50);
        Directory.GetFileSystemEntries(_store.Directory).Should().HaveCount(3);
    }

    [Fact]
    public void ACheckpointOfTheSameStepIsReplaced()
    {
        Save(_store, 10);
        _store.Save(10, writer => Write(writer, "other.bin", [1, 2, 3]));

        ReadAll(_store.LoadLatest().Latest!, "other.bin").Should().Equal(1, 2, 3);
        Directory.GetFileSystemEntries(_store.Directory).Should().ContainSingle();
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("state.bin")]
    public void ABitFlippedInAPartIsRefusedByNameAndThePreviousOneIsUsed(string part)
    {
        Save(_store, 10, 20);
        var file = Path.Combine(_store.Directory, "step-000000000020", part);
        foreach (var position in (int[])[0, 17, (int)new FileInfo(file).Length - 1])
        {
            Flip(file, position, bit: position % 8);

            var (checkpoint, refused) = _store.LoadLatest();

            checkpoint!.Step.Should().Be(10);
            refused.Should().Equal(new RefusedCheckpoint(Path.GetDirectoryName(file)!, file, $"{part} does not match its SHA-256"));
            Flip(file, position, bit: position % 8);
        }

        _store.LoadLatest().Latest!.Step.Should().Be(20, "every flip was taken back");
    }

    [Fact]
    public void ABitFlippedInTheManifestIsRefusedOrChangesNothing()
    {
        Save(_store, 10, 20);
        var expected = _store.Load(20);
        var file = Path.Combine(_store.Directory, "step-000000000020", "manifest.json");
        var refusals = 0;
        for (var position = 0; position < (int)new FileInfo(file).Length; position++)
        {
            var bit = position % 8;
            Flip(file, position, bit);
            var (checkpoint, refused) = _store.LoadLatest();
            if (refused.Count == 0)
            {
                checkpoint.Should().BeEquivalentTo(expected);
            }
            else
            {
                checkpoint!.Step.Should().Be(10);
                refused.Should().ContainSingle().Which.Directory.Should().Be(Path.GetDirectoryName(file));
                refusals++;
            }

            Flip(file, position, bit);
        }

        refusals.Should().BeGreaterThan(250, "only white space may change unnoticed");
    }

    [Theory]
    [InlineData("model.safetensors", 0)]
    [InlineData("model.safetensors", 99)]
    [InlineData("state.bin", 1)]
    public void ATruncatedPartIsRefusedByName(string part, int length)
    {
        Save(_store, 10, 20);
        Truncate(Path.Combine(_store.Directory, "step-000000000020", part), length);

        var (checkpoint, refused) = _store.LoadLatest();

        checkpoint!.Step.Should().Be(10);
        refused.Should().ContainSingle().Which.Reason.Should().StartWith($"{part} has {length} bytes instead of ");
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("state.bin")]
    [InlineData("manifest.json")]
    public void AMissingFileIsRefusedByName(string part)
    {
        Save(_store, 10, 20);
        File.Delete(Path.Combine(_store.Directory, "step-000000000020", part));

        var (checkpoint, refused) = _store.LoadLatest();

        checkpoint!.Step.Should().Be(10);
        refused.Should().ContainSingle().Which.ToString().Should().Be($"'{_folder["checkpoints/step-000000000020"]}' is refused: {part} is missing");
    }

    [Fact]
    public void ANewerFormatIsRefusedSayingSo()
    {
        Save(_store, 10, 20);
        var file = Path.Combine(_store.Directory, "step-000000000020", "manifest.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));

        _store.LoadLatest().Refused.Should().ContainSingle().Which.Reason.Should().Be("it has format version 2; this SoftRL reads version 1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"format\": null}")]
    [InlineData("{\"format\": \"softrl-checkpoint\", \"version\": \"one\"}")]
    [InlineData("{\"format\": \"softrl-checkpoint\", \"version\": 1, \"step\": 20, \"parts\": [], \"checksum\": \"\"}")]
    public void AnUnreadableManifestIsRefusedByName(string content)
    {
        Save(_store, 10, 20);
        var file = Path.Combine(_store.Directory, "step-000000000020", "manifest.json");
        File.WriteAllText(file, content);

        var (checkpoint, refused) = _store.LoadLatest();

        checkpoint!.Step.Should().Be(10);
        refused.Should().ContainSingle().Which.File.Should().Be(file);
    }

    [Fact]
    public void ACheckpointUnderTheNameOfAnotherStepIsRefused()
    {
        Save(_store, 10);
        Directory.Move(_folder["checkpoints/step-000000000010"], _folder["checkpoints/step-000000000030"]);

        _store.LoadLatest().Refused.Should().ContainSingle().Which.Reason.Should().Be("the manifest is of step 10");
    }

    [Fact]
    public void WhenEveryCheckpointIsDamagedAllAreRefusedNewestFirst()
    {
        Save(_store, 10, 20);
        foreach (var folder in Directory.GetDirectories(_store.Directory))
        {
            File.Delete(Path.Combine(folder, "state.bin"));
        }

        var (checkpoint, refused) = _store.LoadLatest();

        checkpoint.Should().BeNull();
        refused.Select(refusal => Path.GetFileName(refusal.Directory)).Should().Equal("step-000000000020", "step-000000000010");
    }

    [Fact]
    public void LoadingAStepByNumberSaysWhyItCannotBe()
    {
        Save(_store, 10, 20);
        File.Delete(Path.Combine(_store.Directory, "step-000000000020", "state.bin"));
        var damaged = () => _store.Load(20);
        var absent = () => _store.Load(15);

        damaged.Should().Throw<CheckpointException>().WithMessage("*step-000000000020' is refused: state.bin is missing.");
        absent.Should().Throw<CheckpointException>().WithMessage("There is no checkpoint of step 15 in *; there are: 10, 20.");
    }

    [Fact]
    public void WhatAKillLeavesBehindIsIgnoredAndThenRemoved()
    {
        Save(_store, 10);
        var leftover = Directory.CreateDirectory(_folder["checkpoints/.saving-step-000000000020"]).FullName;
        File.WriteAllBytes(Path.Combine(leftover, "model.safetensors"), Bytes(100, 1));
        Directory.CreateDirectory(_folder["checkpoints/.removing-step-000000000005"]);
        File.WriteAllText(_folder["checkpoints/notes.txt"], "somebody's own file");

        _store.LoadLatest().Should().BeEquivalentTo(new { Latest = new { Step = 10 }, Refused = Array.Empty<object>() });
        Directory.Exists(leftover).Should().BeTrue("reading changes nothing");
        Save(_store, 20);

        _store.Steps().Should().Equal(10, 20);
        Directory.GetFileSystemEntries(_store.Directory).Select(Path.GetFileName).Should()
            .BeEquivalentTo("step-000000000010", "step-000000000020", "notes.txt");
    }

    [Fact]
    public void AKillWhileACheckpointIsReplacedLosesNothing()
    {
        Save(_store, 10);
        Directory.Move(_folder["checkpoints/step-000000000010"], _folder["checkpoints/.replaced-step-000000000010"]);

        _store.LoadLatest().Latest!.Step.Should().Be(10);
        Save(_store, 20);
        _store.Steps().Should().Equal(10, 20);
        Directory.Exists(_folder["checkpoints/step-000000000010"]).Should().BeTrue();
    }

    [Fact]
    public void AFullDiskInTheMiddleLeavesTheStoreAsItWas()
    {
        Save(_store, 10);
        var save = () => _store.Save(20, writer =>
        {
            Write(writer, "model.safetensors", Bytes(1000, 1));
            writer.Part("state.bin").Write(Bytes(10, 1));
            throw new IOException("No space left on device");
        });

        save.Should().Throw<CheckpointException>()
            .WithMessage($"Cannot save the checkpoint '{_folder["checkpoints/step-000000000020"]}': No space left on device")
            .Which.Path.Should().Be(_folder["checkpoints/step-000000000020"]);
        _store.LoadLatest().Latest!.Step.Should().Be(10);
        Directory.GetFileSystemEntries(_store.Directory).Should().ContainSingle("the half-written folder gives its space back");
    }

    [Fact]
    public void AnExceptionOfTheCallerPassesThroughAndLeavesTheStoreAsItWas()
    {
        Save(_store, 10);
        var save = () => _store.Save(20, _ => throw new OperationCanceledException("enough"));

        save.Should().Throw<OperationCanceledException>();
        Directory.GetFileSystemEntries(_store.Directory).Should().ContainSingle();
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsNamed()
    {
        File.WriteAllText(_folder["file"], "in the way");
        var store = new CheckpointStore(_folder["file/checkpoints"]);
        var save = () => Save(store, 10);

        save.Should().Throw<CheckpointException>().WithMessage($"Cannot save the checkpoint '{_folder["file/checkpoints/step-000000000010"]}': *");
    }

    [Fact]
    public void AfterADamagedNewerOneSavingGoesOnAndReplacesItInTime()
    {
        Save(_store, 10, 20, 30);
        Flip(Path.Combine(_store.Directory, "step-000000000030", "state.bin"), 0, 0);

        Save(_store, 22, 24, 26);
        _store.LoadLatest().Latest!.Step.Should().Be(26);
        _store.Steps().Should().Equal([22, 24, 26, 30], "the damaged one of the cut-off future takes no other's place");
        Save(_store, 30);
        _store.LoadLatest().Latest!.Step.Should().Be(30);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("../escape")]
    [InlineData("a/b")]
    [InlineData("manifest.json")]
    [InlineData("twice")]
    public void PartNamesAreChecked(string part)
    {
        var save = () => _store.Save(10, writer =>
        {
            writer.Part("twice").Dispose();
            writer.Part(part);
        });

        save.Should().Throw<ArgumentException>().WithParameterName("name");
        _store.Steps().Should().BeEmpty();
    }

    [Fact]
    public void AnUnknownPartIsRefusedWithTheNamesThatThereAre()
    {
        Save(_store, 10);
        var open = () => _store.LoadLatest().Latest!.Open("optimizer.safetensors");

        open.Should().Throw<CheckpointException>().WithMessage("*has no part 'optimizer.safetensors'; it has: model.safetensors, state.bin.");
    }

    [Fact]
    public void KeepingFewerThanTwoIsRefused()
    {
        var create = () => new CheckpointStore(_folder.Root, keep: 1);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("keep");
    }

    [Fact]
    public void ANegativeStepIsRefused()
    {
        var save = () => Save(_store, -1);

        save.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("step");
    }

    [Fact]
    public void TheManifestIsJsonWithSizesAndHashes()
    {
        _store.Save(7, writer => Write(writer, "abc.txt", Encoding.ASCII.GetBytes("abc")));
        var manifest = JsonNode.Parse(File.ReadAllText(_folder["checkpoints/step-000000000007/manifest.json"]))!;

        manifest["version"]!.GetValue<int>().Should().Be(CheckpointStore.FormatVersion);
        manifest["step"]!.GetValue<long>().Should().Be(7);
        _store.LoadLatest().Latest!.Parts.Should().Equal(
            new CheckpointPart("abc.txt", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        manifest["parts"]![0]!["bytes"]!.GetValue<long>().Should().Be(3);
        manifest["parts"]![0]!["sha256"]!.GetValue<string>().Should()
            .Be("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "that is the example of FIPS 180");
    }

    private static void Save(CheckpointStore store, params long[] steps)
    {
        foreach (var step in steps)
        {
            store.Save(step, writer =>
            {
                Write(writer, "model.safetensors", Bytes(500, (int)step));
                Write(writer, "state.bin", Bytes(50, (int)step + 1));
            });
        }
    }

    private static void Write(CheckpointWriter writer, string name, byte[] content)
    {
        using var part = writer.Part(name);
        part.Write(content);
    }

    private static byte[] Bytes(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 31) + (seed * 7)))];

    private static byte[] ReadAll(Checkpoint checkpoint, string name)
    {
        using var stream = checkpoint.Open(name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static void Flip(string file, int position, int bit)
    {
        var content = File.ReadAllBytes(file);
        content[position] ^= (byte)(1 << bit);
        File.WriteAllBytes(file, content);
    }

    private static void Truncate(string file, int length)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(length);
    }
}
