namespace SoftRL.Cli;

/// <summary>Who was watching has seen enough: ends an evaluation early, without harm.</summary>
internal sealed class WatchEndedException() : Exception("Watching was ended with q.");
