// Drawing.
#include "softrl_torch.h"

using namespace srt;

SRT_TENSOR(srt_bernoulli, (Handle a, at::Generator* generator), a->bernoulli(gen(generator)))
SRT_STATUS(srt_bernoulli_, (Handle a, Handle p, at::Generator* generator), a->bernoulli_(*p, gen(generator)))
SRT_STATUS(srt_bernoulli_2_, (Handle a, double p, at::Generator* generator), a->bernoulli_(p, gen(generator)))
SRT_TENSOR(srt_multinomial, (Handle a, int64_t num_samples, bool replacement, at::Generator* generator), a->multinomial(num_samples, replacement, gen(generator)))
SRT_STATUS(srt_normal_, (Handle a, double mean, double std, at::Generator* generator), a->normal_(mean, std, gen(generator)))
SRT_STATUS(srt_uniform_, (Handle a, double from, double to, at::Generator* generator), a->uniform_(from, to, gen(generator)))
SRT_STATUS(srt_random_, (Handle a, double from, double to, at::Generator* generator), a->random_(static_cast<int64_t>(from), static_cast<int64_t>(to), gen(generator)))
SRT_STATUS(srt_exponential_, (Handle a, double lambda, at::Generator* generator), a->exponential_(lambda, gen(generator)))
SRT_STATUS(srt_cauchy_, (Handle a, double median, double sigma, at::Generator* generator), a->cauchy_(median, sigma, gen(generator)))
SRT_STATUS(srt_log_normal_, (Handle a, double mean, double std, at::Generator* generator), a->log_normal_(mean, std, gen(generator)))
SRT_STATUS(srt_geometric_, (Handle a, double p, at::Generator* generator), a->geometric_(p, gen(generator)))
SRT_TENSOR(srt_poisson, (Handle a, at::Generator* generator), at::poisson(*a, gen(generator)))
SRT_TENSOR(srt_binomial, (Handle a, Handle prob, at::Generator* generator), at::binomial(*a, *prob, gen(generator)))
SRT_TENSOR(srt_standard_gamma, (Handle a, at::Generator* g), at::_standard_gamma(*a, gen(g)))
SRT_TENSOR(srt_sample_dirichlet, (Handle a, at::Generator* g), at::_sample_dirichlet(*a, gen(g)))
