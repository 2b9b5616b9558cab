namespace SoftRL.Training;

/// <summary>What looking for the newest checkpoint gave.</summary>
/// <param name="Latest">The newest valid one; null when there is none.</param>
/// <param name="Refused">Newer ones that are not valid, newest first.</param>
public sealed record CheckpointSearch(Checkpoint? Latest, IReadOnlyList<RefusedCheckpoint> Refused);
