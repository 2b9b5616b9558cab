using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SoftRL.Environments.Mujoco;

/// <summary>
/// Takes MuJoCo's allocator over while it lives, and knows every block that was handed out: so the sizes of structures are
/// known, and memory can be searched without leaving it. One at a time in a process.
/// </summary>
internal sealed unsafe class MemoryBlocks : IDisposable
{
    private const nuint Alignment = 64;

    private static readonly Lock s_gate = new();
    private static readonly Dictionary<nint, nint> s_sizes = [];

    private readonly NativeFunctions functions;
    private readonly (nint Malloc, nint Free) before;

    public MemoryBlocks(NativeFunctions functions)
    {
        this.functions = functions;
        before = (*functions.UserMalloc, *functions.UserFree);
        *functions.UserFree = (nint)(delegate* unmanaged[Cdecl]<nint, void>)&Free;
        *functions.UserMalloc = (nint)(delegate* unmanaged[Cdecl]<nuint, nint>)&Allocate;
    }

    /// <summary>Number of blocks handed out and not yet freed.</summary>
    public static int Count
    {
        get
        {
            lock (s_gate)
            {
                return s_sizes.Count;
            }
        }
    }

    /// <summary>Size of the block that begins at an address.</summary>
    /// <exception cref="InvalidDataException">None does.</exception>
    public static int SizeAt(nint address)
    {
        lock (s_gate)
        {
            return s_sizes.TryGetValue(address, out var size)
                ? checked((int)size)
                : throw new InvalidDataException("a structure was not allocated by the allocator that was set");
        }
    }

    /// <summary>Whether so many bytes from an address on lie in one block.</summary>
    public static bool Holds(nint address, nint bytes)
    {
        lock (s_gate)
        {
            foreach (var (start, size) in s_sizes)
            {
                if (address >= start && address - start <= size - bytes)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Gives the allocator back.</summary>
    public void Dispose() => (*functions.UserMalloc, *functions.UserFree) = before;

    // Aligned and freed as MuJoCo itself does, so that it may free later what it kept.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Allocate(nuint size)
    {
        var whole = Math.Max(Alignment, (size + Alignment - 1) / Alignment * Alignment);
        nint address;
        try
        {
            address = (nint)NativeMemory.AlignedAlloc(whole, Alignment);
        }
        catch (OutOfMemoryException)
        {
            return 0;
        }

        lock (s_gate)
        {
            s_sizes[address] = (nint)size;
        }

        return address;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(nint address)
    {
        lock (s_gate)
        {
            s_sizes.Remove(address);
        }

        NativeMemory.AlignedFree((void*)address);
    }
}
