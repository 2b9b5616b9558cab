namespace SoftRL.Cli;

/// <summary>Where an episode stands.</summary>
/// <param name="Step">Steps so far.</param>
/// <param name="Return">Return so far; at the end what the episode came to.</param>
/// <param name="Ends">Whether this is the last of the episode.</param>
internal readonly record struct Moment(int Step, double Return, bool Ends);
