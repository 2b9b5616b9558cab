using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace SoftRL.Cli;

/// <summary>
/// Where a command writes. Results for people go to standard output, unless the command was asked for JSON: then standard output
/// holds one JSON object and people's output goes to standard error. Progress and errors always go to standard error.
/// </summary>
internal sealed class Terminal
{
    private const int WidthWhenRedirected = 160;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly IAnsiConsole _outputConsole;

    /// <summary>Writes to the given streams.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="live">Whether standard error is a terminal that can redraw a line.</param>
    public Terminal(TextWriter output, TextWriter error, bool live)
    {
        _output = output;
        _error = error;
        Live = live;
        _outputConsole = Over(output, live: false);
        Progress = Over(error, live);
    }

    /// <summary>Whether a progress bar can be drawn.</summary>
    public bool Live { get; }

    /// <summary>Whether the command was asked for JSON.</summary>
    public bool Json { get; set; }

    /// <summary>Progress and errors: standard error.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary>Tables of results for people.</summary>
    public IAnsiConsole Results => Json ? Progress : _outputConsole;

    /// <summary>The streams of this process.</summary>
    /// <returns>A terminal over the console.</returns>
    public static Terminal OfProcess()
        => new(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));

    /// <summary>The key that was pressed since the last call.</summary>
    /// <returns>The key; null when there was none, or when keys cannot be read.</returns>
    public static ConsoleKey? ReadKey() => !Console.IsInputRedirected && Console.KeyAvailable ? Console.ReadKey(intercept: true).Key : null;

    /// <summary>Prints the one JSON object of a command; does nothing when it was not asked for.</summary>
    /// <param name="result">The object.</param>
    public void PrintJson(JsonNode result)
    {
        if (Json)
        {
            _output.WriteLine(result.ToJsonString(s_json));
            _output.Flush();
        }
    }

    /// <summary>A line of a result for people; never wrapped, so that paths in it can be copied.</summary>
    /// <param name="line">The line.</param>
    public void Result(string line) => (Json ? _error : _output).WriteLine(line);

    /// <summary>Says what went wrong.</summary>
    /// <param name="message">What, where, and what is allowed.</param>
    public void PrintError(string message) => Notice($"error: {message}");

    /// <summary>Says what a person should know.</summary>
    /// <param name="message">What.</param>
    public void Warning(string message) => Notice($"warning: {message}");

    /// <summary>Says something on standard error; never wrapped, so that it can be searched for.</summary>
    /// <param name="message">What.</param>
    public void Notice(string message)
    {
        if (Live)
        {
            Progress.WriteLine(message);
            return;
        }

        _error.WriteLine(message);
        _error.Flush();
    }

    private static IAnsiConsole Over(TextWriter writer, bool live)
    {
        var redirected = !live && (writer != Console.Out || Console.IsOutputRedirected);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = live ? InteractionSupport.Yes : InteractionSupport.No,
        });
        if (redirected)
        {
            console.Profile.Width = WidthWhenRedirected;
        }

        return console;
    }
}
