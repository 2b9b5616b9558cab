namespace SoftRL.Environments.Tests;

/// <summary>What <see cref="Faulty"/> does wrong.</summary>
public enum Fault
{
    None,
    AmbientRandomness,
    CarriesStateOverReset,
    SharesStaticState,
    LeavesAnElementUnwritten,
    AddsToTheBuffer,
    IgnoresTheSeed,
    ObservesOutOfBounds,
    RewardsWithNaN,
    EndsWithNonsense,
    NewSpaceOnEachCall,
    AcceptsAnyAction,
    AcceptsAnyBuffer,
    StepsBeforeReset,
    StepsAfterTheEnd,
    ForgetsTheGenerator,
    LoadsLessThanItSaved,
    AllocatesPerStep,
    BelongsToAThread,
    IgnoresTheTimeLimit,
}
