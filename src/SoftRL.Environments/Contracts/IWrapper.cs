namespace SoftRL.Environments;

/// <summary>An environment around another, of which its drawing and its record of episodes are found.</summary>
public interface IWrapper
{
    /// <summary>The environment inside; borrowed.</summary>
    object Inner { get; }

    /// <summary>The outermost <typeparamref name="T"/> of an environment and those inside it.</summary>
    /// <typeparam name="T">What to look for, for example <see cref="IRenderable"/>.</typeparam>
    /// <param name="environment">Where to begin.</param>
    /// <returns>What was found, or null.</returns>
    static T? Find<T>(object? environment)
        where T : class
    {
        while (environment is not (null or T))
        {
            environment = (environment as IWrapper)?.Inner;
        }

        return (T?)environment;
    }
}
