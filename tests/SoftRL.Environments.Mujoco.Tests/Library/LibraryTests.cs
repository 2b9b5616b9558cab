namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>What is loaded, and what is said when nothing can be.</summary>
public sealed class LibraryTests
{
    [Fact]
    public void TheLibraryOfThisMachineIsKnown()
    {
        MujocoLibrary.Version.Should().MatchRegex(@"^[23]\.\d+\.\d+$");
        MujocoLibrary.Path.Should().Contain("mujoco");
    }

    [Fact]
    public void AMissingLibrarySaysWhatToInstall()
    {
        var open = () => LoadedLibrary.Open("/nowhere/libmujoco.so");
        open.Should().Throw<EnvironmentUnavailableException>()
            .WithMessage("*'/nowhere/libmujoco.so' (LIBMUJOCO) cannot be loaded*apt install libmujoco2.2.2*LIBMUJOCO*");
    }

    [Fact]
    public void AnotherLibraryIsRefusedByName()
    {
        var other = OperatingSystem.IsWindows() ? "kernel32.dll" : OperatingSystem.IsMacOS() ? "libSystem.dylib" : "libc.so.6";
        var open = () => LoadedLibrary.Open(other);
        open.Should().Throw<EnvironmentUnavailableException>().WithMessage($"'{other}' is no MuJoCo library*mj_version*");
    }

    [Theory]
    [InlineData(220, "2.2.0")]
    [InlineData(237, "2.3.7")]
    [InlineData(337, "3.3.7")]
    [InlineData(3005000, "3.5.0")]
    [InlineData(3012001, "3.12.1")]
    public void ReleasesFromTwoPointTwoOnAreTaken(int number, string version) =>
        LoadedLibrary.Check(number, "libmujoco.so").ToString().Should().Be(version);

    [Theory]
    [InlineData(150, "1.5.0")]
    [InlineData(210, "2.1.0")]
    [InlineData(4000000, "4.0.0")]
    public void OtherReleasesAreRefused(int number, string version)
    {
        var check = () => LoadedLibrary.Check(number, "libmujoco.so");
        check.Should().Throw<EnvironmentUnavailableException>().WithMessage($"'libmujoco.so' is MuJoCo {version}; 2.2 to 3.x can be used.");
    }

    [Fact]
    public void TheNewestOfSeveralFilesIsTriedFirst()
    {
        var directory = Directory.CreateTempSubdirectory("softrl-libraries");
        foreach (var name in (string[])["libmujoco.so.2.2.2", "libmujoco.so.3.12.0", "libmujoco.so.3.3.7", "libmujoco.so", "libother.so.9.9.9"])
        {
            File.WriteAllText(Path.Combine(directory.FullName, name), "");
        }

        LibraryCandidates.Versions(directory.FullName, "libmujoco.so*").Select(Path.GetFileName)
            .Should().Equal("libmujoco.so.3.12.0", "libmujoco.so.3.3.7", "libmujoco.so.2.2.2", "libmujoco.so");
        directory.Delete(recursive: true);
        LibraryCandidates.Versions("/nowhere", "libmujoco.so*").Should().BeEmpty();
        LibraryCandidates.OnThisMachine().First().Should().BeOneOf("libmujoco.so", "libmujoco.dylib", "mujoco.dll");
    }

    [Fact]
    public void AGuardedCallHandsResultsAndExceptionsOn()
    {
        GuardedCall.Run(() => 7).Should().Be(7);
        var fail = () => GuardedCall.Run<int>(() => throw new InvalidDataException("so"));
        fail.Should().Throw<InvalidDataException>().WithMessage("so");
        GuardedCall.Current.Should().BeNull();
    }

    [Fact]
    public void AnErrorInAGuardedCallIsAnException()
    {
        var fail = () => GuardedCall.Run(() =>
        {
            GuardedCall.Current!.FailAndPark("stack overflow");
            return 0;
        });
        fail.Should().Throw<NativeErrorException>().WithMessage("stack overflow");
    }

    [Fact]
    public void TheTextOfAnErrorThatEndsTheProcessNamesIt() =>
        NativeHooks.Describe("stack overflow").Should().Contain("stack overflow").And.Contain("<size>");
}
