using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Drawing.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor bernoulli(Generator generator = null) => Wrap(srt_bernoulli(Handle, HandleOrZero(generator)), this, generator);

        public Tensor bernoulli_(Tensor p, Generator generator = null) => InPlace(srt_bernoulli_(Handle, p.Handle, HandleOrZero(generator)), p, generator);

        public Tensor bernoulli_(double p = 0.5, Generator generator = null) => InPlace(srt_bernoulli_2_(Handle, p, HandleOrZero(generator)), generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator generator = null) => Wrap(srt_multinomial(Handle, num_samples, replacement, HandleOrZero(generator)), this, generator);

        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) => InPlace(srt_normal_(Handle, mean, std, HandleOrZero(generator)), generator);

        public Tensor uniform_(double from, double to, Generator generator = null) => InPlace(srt_uniform_(Handle, from, to, HandleOrZero(generator)), generator);

        public Tensor random_(double from, double to, Generator generator = null) => InPlace(srt_random_(Handle, from, to, HandleOrZero(generator)), generator);

        public Tensor exponential_(double lambda = 1, Generator generator = null) => InPlace(srt_exponential_(Handle, lambda, HandleOrZero(generator)), generator);

        public Tensor cauchy_(double median = 0, double sigma = 1, Generator generator = null) => InPlace(srt_cauchy_(Handle, median, sigma, HandleOrZero(generator)), generator);

        public Tensor log_normal_(double mean = 0, double std = 1, Generator generator = null) => InPlace(srt_log_normal_(Handle, mean, std, HandleOrZero(generator)), generator);

        public Tensor geometric_(double p, Generator generator = null) => InPlace(srt_geometric_(Handle, p, HandleOrZero(generator)), generator);

        public Tensor poisson(Generator generator = null) => Wrap(srt_poisson(Handle, HandleOrZero(generator)), this, generator);

        public Tensor binomial(Tensor prob, Generator generator = null) => Wrap(srt_binomial(Handle, prob.Handle, HandleOrZero(generator)), this, prob, generator);
    }
}
