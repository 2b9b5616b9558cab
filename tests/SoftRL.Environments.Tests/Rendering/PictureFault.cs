namespace SoftRL.Environments.Tests;

/// <summary>What <see cref="FaultyPicture"/> does wrong.</summary>
public enum PictureFault
{
    None,
    DrawsBeforeReset,
    LeavesBytes,
    TakesAnyBuffer,
    Allocates,
    ChangesTheState,
    IsEmpty,
    HasNoPace,
}
