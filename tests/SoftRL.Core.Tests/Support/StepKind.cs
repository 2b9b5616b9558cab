namespace SoftRL.Core.Tests;

internal enum StepKind
{
    GoesOn,
    Terminated,
    Truncated,
}
