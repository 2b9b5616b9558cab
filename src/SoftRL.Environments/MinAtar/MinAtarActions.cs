namespace SoftRL.Environments;

/// <summary>The actions that an agent's indices stand for.</summary>
internal static class MinAtarActions
{
    private static readonly MinAtarAction[] Full = Enum.GetValues<MinAtarAction>();

    /// <summary>All six, or the given minimal ones, as the options say.</summary>
    public static MinAtarAction[] Of(MinAtarOptions options, MinAtarAction[] minimal) => options.ActionSet switch
    {
        MinAtarActionSet.Full => Full,
        MinAtarActionSet.Minimal => minimal,
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.ActionSet, "There is no such action set."),
    };
}
