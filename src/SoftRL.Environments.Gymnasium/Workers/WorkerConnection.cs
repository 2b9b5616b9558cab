using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SoftRL.Environments.Gymnasium;

/// <summary>The control connection to a worker: letters, and messages of JSON.</summary>
/// <remarks>
/// An answer is looked for again and again, giving way to others, while answers come quickly; only then is it slept for.
/// Being woken costs as much as a step of eight small environments.
/// </remarks>
internal sealed class WorkerConnection(Socket socket) : IDisposable
{
    public const int Closed = -1;
    public const int TimedOut = -2;
    private const int LongestMessage = 64 << 20;

    /// <summary>300 µs.</summary>
    private static readonly long Spin = Stopwatch.Frequency * 3 / 10_000;

    private bool waitsLong;

    /// <summary>Sends a letter. False when the worker is gone.</summary>
    public bool Send(byte letter) => Send([letter]);

    /// <summary>Sends a message. False when the worker is gone.</summary>
    public bool Send(JsonNode message)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(message);
        var data = new byte[content.Length + sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(data, content.Length);
        content.CopyTo(data, sizeof(int));
        return Send(data);
    }

    /// <summary>The worker's next letter, <see cref="Closed"/> or <see cref="TimedOut"/>. Allocates nothing.</summary>
    public int Letter(TimeSpan limit)
    {
        var begin = Stopwatch.GetTimestamp();
        var answer = waitsLong ? TimedOut : Look(begin);
        if (answer == TimedOut)
        {
            answer = Sleep(limit);
            waitsLong = Stopwatch.GetTimestamp() - begin > Spin;
        }

        return answer;
    }

    /// <summary>The worker's next message; null when it is gone, takes too long or sends no message.</summary>
    public JsonElement? Message(TimeSpan limit)
    {
        Span<byte> header = stackalloc byte[sizeof(int)];
        if (!Fill(header, limit) || BinaryPrimitives.ReadInt32LittleEndian(header) is < 2 or > LongestMessage)
        {
            return null;
        }

        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(header)];
        try
        {
            return Fill(content, limit) ? JsonDocument.Parse(content).RootElement : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Tells the worker that nothing will follow.</summary>
    public void Finish()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It is gone already.
        }
    }

    public void Dispose() => socket.Dispose();

    private int Look(long begin)
    {
        do
        {
            var answer = Receive();
            if (answer != TimedOut)
            {
                return answer;
            }

            Thread.Yield();
        }
        while (Stopwatch.GetTimestamp() - begin < Spin);
        return TimedOut;
    }

    private int Sleep(TimeSpan limit)
    {
        var answer = TimedOut;
        while (answer == TimedOut)
        {
            if (!socket.Poll(limit, SelectMode.SelectRead))
            {
                return TimedOut;
            }

            answer = Receive();
        }

        return answer;
    }

    private int Receive()
    {
        Span<byte> letter = stackalloc byte[1];
        var count = socket.Receive(letter, SocketFlags.None, out var error);
        return count == 1 ? letter[0] : error == SocketError.WouldBlock ? TimedOut : Closed;
    }

    private bool Fill(Span<byte> data, TimeSpan limit)
    {
        while (!data.IsEmpty)
        {
            if (!socket.Poll(limit, SelectMode.SelectRead))
            {
                return false;
            }

            var count = socket.Receive(data, SocketFlags.None, out var error);
            if (count == 0 && error != SocketError.WouldBlock)
            {
                return false;
            }

            data = data[count..];
        }

        return true;
    }

    private bool Send(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var count = socket.Send(data, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                socket.Poll(TimeSpan.FromSeconds(1), SelectMode.SelectWrite);
            }
            else if (error != SocketError.Success)
            {
                return false;
            }

            data = data[count..];
        }

        return true;
    }
}
