// Layers and losses: what torch.nn.functional and torch.nn.init need beside the tensor operations.
#include "softrl_torch.h"

using namespace srt;

// ---- layers -------------------------------------------------------------------------------------------------------------
SRT_TENSOR(srt_nn_linear, (Handle input, Handle weight, Handle bias), at::linear(*input, *weight, opt(bias)))
SRT_TENSOR(srt_nn_conv2d,
           (Handle input, Handle weight, Handle bias, const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
            const int64_t* dilation, int32_t dilation_count, int64_t groups),
           at::conv2d(*input, *weight, opt(bias), ints(stride, stride_count), ints(padding, padding_count), ints(dilation, dilation_count), groups))
// Padding that keeps the size ("same") or none ("valid").
SRT_TENSOR(srt_nn_conv2d_named_padding,
           (Handle input, Handle weight, Handle bias, const int64_t* stride, int32_t stride_count, bool same, const int64_t* dilation,
            int32_t dilation_count, int64_t groups),
           at::conv2d(*input, *weight, opt(bias), ints(stride, stride_count), same ? "same" : "valid", ints(dilation, dilation_count),
                      groups))
SRT_TENSOR(srt_nn_layer_norm, (Handle input, const int64_t* shape, int32_t shape_count, Handle weight, Handle bias, double eps),
           at::layer_norm(*input, ints(shape, shape_count), opt(weight), opt(bias), eps))
SRT_TENSOR(srt_nn_embedding, (Handle weight, Handle indices, int64_t padding_index, bool scale_grad_by_freq, bool sparse),
           at::embedding(*weight, *indices, padding_index, scale_grad_by_freq, sparse))
// Rescales, in place, the rows of weight that the indices name to a norm of at most max_norm.
SRT_STATUS(srt_nn_embedding_renorm_, (Handle weight, Handle indices, double max_norm, double norm_type), {
    at::NoGradGuard frozen;
    at::embedding_renorm_(*weight, indices->contiguous(), max_norm, norm_type);
})
// Mode 0 zeros, 1 reflect, 2 replicate, 3 circular; the last dimension's pair of amounts comes first.
SRT_API Handle srt_nn_pad(Handle input, const int64_t* amounts, int32_t count, int32_t mode) {
    return guard([&] {
        static const char* const names[] = {"constant", "reflect", "replicate", "circular"};
        TORCH_CHECK(mode >= 0 && mode < 4, "unknown padding mode ", mode);
        return at::pad(*input, ints(amounts, count), names[mode], Opt<double>());
    });
}
SRT_TENSOR(srt_nn_one_hot, (Handle indices, int64_t classes), at::one_hot(*indices, classes))
SRT_TENSOR(srt_nn_dropout, (Handle input, double p, bool training), at::dropout(*input, p, training))

// ---- losses: reduction 0 none, 1 mean, 2 sum ------------------------------------------------------------------------------
SRT_TENSOR(srt_nn_mse_loss, (Handle input, Handle target, int64_t reduction), at::mse_loss(*input, *target, reduction))
SRT_TENSOR(srt_nn_l1_loss, (Handle input, Handle target, int64_t reduction), at::l1_loss(*input, *target, reduction))
SRT_TENSOR(srt_nn_smooth_l1_loss, (Handle input, Handle target, int64_t reduction, double beta), at::smooth_l1_loss(*input, *target, reduction, beta))
SRT_TENSOR(srt_nn_huber_loss, (Handle input, Handle target, int64_t reduction, double delta), at::huber_loss(*input, *target, reduction, delta))
SRT_TENSOR(srt_nn_nll_loss, (Handle input, Handle target, Handle weight, int64_t reduction), at::nll_loss_nd(*input, *target, opt(weight), reduction))
SRT_TENSOR(srt_nn_cross_entropy, (Handle input, Handle target, Handle weight, int64_t reduction, int64_t ignore_index, double label_smoothing),
           at::cross_entropy_loss(*input, *target, opt(weight), reduction, ignore_index, label_smoothing))

// ---- initialisation and gradients ----------------------------------------------------------------------------------------
// Scales the gradients together so that their joint norm is at most max_norm; *total is the norm before that.
SRT_API int32_t srt_nn_clip_grad_norm_(const Handle* parameters, int32_t count, double max_norm, double norm_type, double* total) {
    return guard_status([&] {
        at::NoGradGuard frozen;
        std::vector<Tensor> gradients, norms;
        for (int32_t i = 0; i < count; i++) {
            const Tensor gradient = parameters[i]->grad();
            if (!gradient.defined()) continue;
            gradients.push_back(gradient);
            norms.push_back(at::norm(gradient, norm_type).to(gradients[0].device(), gradients[0].scalar_type()));
        }
        *total = norms.empty() ? 0.0 : at::norm(at::stack(norms), norm_type).item().toDouble();
        const double factor = max_norm / (*total + 1e-6);
        if (factor >= 1.0) return;
        for (auto& gradient : gradients) gradient.mul_(factor);
    });
}
// Fills a tensor of at least two dimensions, seen as a matrix of its first dimension by the rest, with a matrix whose rows or
// columns (the fewer of them) are orthogonal and of length gain.
SRT_STATUS(srt_nn_orthogonal_, (Handle tensor, double gain), {
    at::NoGradGuard frozen;
    TORCH_CHECK(tensor->dim() >= 2, "only tensors of two or more dimensions can be made orthogonal, not ", tensor->dim());
    if (tensor->numel() > 0) {
        const int64_t rows = tensor->size(0);
        const int64_t columns = tensor->numel() / rows;
        Tensor drawn = at::empty({rows, columns}, tensor->options()).normal_(0.0, 1.0);
        auto factors = at::linalg_qr(rows < columns ? drawn.t() : drawn, "reduced");
        // The signs of R's diagonal make Q uniformly distributed.
        Tensor q = std::get<0>(factors) * std::get<1>(factors).diagonal().sign();
        tensor->copy_((rows < columns ? q.t() : q).reshape(tensor->sizes()));
        tensor->mul_(gain);
    }
})

// ---- linear algebra: mode 0 reduced, 1 complete, 2 r only -----------------------------------------------------------------
SRT_API int32_t srt_nn_qr(Handle a, int32_t mode, Handle* q, Handle* r) {
    return guard_status([&] {
        static const char* const names[] = {"reduced", "complete", "r"};
        TORCH_CHECK(mode >= 0 && mode < 3, "unknown QR mode ", mode);
        auto result = at::linalg_qr(*a, names[mode]);
        *q = box(std::get<0>(result));
        *r = box(std::get<1>(result));
    });
}
