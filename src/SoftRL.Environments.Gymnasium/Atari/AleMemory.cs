using System.Text.Json;

namespace SoftRL.Environments.Gymnasium;

/// <summary>A worker that plays one Atari game, and the arrays shared with it.</summary>
internal sealed class AleMemory : IDisposable
{
    private const long RequestOffset = 0;
    private const long RewardOffset = 64;
    private const long StateOffset = 128;
    private const long PicturesOffset = 192;

    private readonly WorkerGroup group;

    /// <summary>Starts the worker and has it load the game.</summary>
    public AleMemory(WorkerSetup setup)
    {
        group = new WorkerGroup(setup, count: 1, workers: 1);
        try
        {
            Description = group.Description.GetRawText();
            Read(group.Description);
            group.Attach(PicturesOffset + (2L * PictureSize), new Dictionary<string, long>
            {
                ["request"] = RequestOffset,
                ["reward"] = RewardOffset,
                ["state"] = StateOffset,
                ["pictures"] = PicturesOffset,
            });
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    /// <summary>What the worker says of the game; equal for equal games.</summary>
    public string Description { get; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int Channels { get; private set; }

    /// <summary>The game's actions by ALE's numbers, ascending.</summary>
    public int[] Actions { get; private set; } = [];

    /// <summary>Bytes of a picture.</summary>
    public int PictureSize => Width * Height * Channels;

    /// <summary>Whether a game was started.</summary>
    public bool Started { get; private set; }

    /// <summary>ALE's number of the action to hold, and for how many frames.</summary>
    public Span<int> Request => group.Memory.Array<int>(RequestOffset, 2);

    /// <summary>Sum of rewards of the frames played last.</summary>
    public double Reward => group.Memory.Array<double>(RewardOffset, 1)[0];

    /// <summary>Frames played last, lives left, whether the game is over, and which picture is the newest.</summary>
    public ReadOnlySpan<int> State => group.Memory.Array<int>(StateOffset, 4);

    /// <summary>One of the two last pictures.</summary>
    public ReadOnlySpan<byte> Picture(int place) => group.Memory.Array<byte>(PicturesOffset + ((long)place * PictureSize), PictureSize);

    /// <summary>Asks the worker for something and waits for it.</summary>
    public void Ask(char letter, string what)
    {
        group.Ask(letter, what);
        Started = true;
    }

    public void Dispose() => group.Dispose();

    private void Read(JsonElement description)
    {
        try
        {
            (Width, Height, Channels) = (Number("width"), Number("height"), Number("channels"));
            Actions = [.. description.GetProperty("actions").EnumerateArray().Select(action => action.GetInt32())];
        }
        catch (Exception failure) when (failure is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new EnvironmentException($"The worker described its game in a way that is not understood: {Description}", failure);
        }

        if (Channels is not (1 or 3) || Width is < 1 or > 4096 || Height is < 1 or > 4096 || Actions.Length == 0)
        {
            throw new EnvironmentException($"The worker described a game that cannot be played: {Description}");
        }

        int Number(string name) => description.GetProperty(name).GetInt32();
    }
}
