using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class NativeMethods
{
    [DllImport(Lib)] internal static extern nint srt_bernoulli(nint a, nint generator);
    [DllImport(Lib)] internal static extern int srt_bernoulli_(nint a, nint p, nint generator);
    [DllImport(Lib)] internal static extern int srt_bernoulli_2_(nint a, double p, nint generator);
    [DllImport(Lib)] internal static extern nint srt_multinomial(nint a, long num_samples, bool replacement, nint generator);
    [DllImport(Lib)] internal static extern int srt_normal_(nint a, double mean, double std, nint generator);
    [DllImport(Lib)] internal static extern int srt_uniform_(nint a, double from, double to, nint generator);
    [DllImport(Lib)] internal static extern int srt_random_(nint a, double from, double to, nint generator);
    [DllImport(Lib)] internal static extern int srt_exponential_(nint a, double lambda, nint generator);
    [DllImport(Lib)] internal static extern int srt_cauchy_(nint a, double median, double sigma, nint generator);
    [DllImport(Lib)] internal static extern int srt_log_normal_(nint a, double mean, double std, nint generator);
    [DllImport(Lib)] internal static extern int srt_geometric_(nint a, double p, nint generator);
    [DllImport(Lib)] internal static extern nint srt_poisson(nint a, nint generator);
    [DllImport(Lib)] internal static extern nint srt_binomial(nint a, nint prob, nint generator);
    [DllImport(Lib)] internal static extern nint srt_standard_gamma(nint a, nint generator);
    [DllImport(Lib)] internal static extern nint srt_sample_dirichlet(nint a, nint generator);
}
