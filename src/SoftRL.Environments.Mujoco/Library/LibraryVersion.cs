namespace SoftRL.Environments.Mujoco;

/// <summary>The number by which MuJoCo names its release: 237 is 2.3.7, from 3.5.0 on 3005000 is 3.5.0.</summary>
internal readonly record struct LibraryVersion(int Major, int Minor, int Patch)
{
    public static LibraryVersion Of(int number) => number < 1000
        ? new(number / 100, number / 10 % 10, number % 10)
        : new(number / 1_000_000, number / 1000 % 1000, number % 1000);

    /// <summary>Whether it is one of 2.2 … 3.x.</summary>
    public bool Supported => Major == 3 || (Major == 2 && Minor >= 2);

    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}
