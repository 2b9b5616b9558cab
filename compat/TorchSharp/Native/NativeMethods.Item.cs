using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class NativeMethods
{
    [DllImport(Lib)] internal static extern double srt_item_double(nint a, int* ok);
    [DllImport(Lib)] internal static extern long srt_item_int64(nint a, int* ok);
}
