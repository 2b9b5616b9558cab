// The C ABI between compat/TorchSharp and LibTorch. Every file of this folder includes this header and nothing else of ours.
//
// Conventions
//   * A tensor is a heap-allocated at::Tensor* (Handle); srt_tensor_free deletes it. Handles passed in are borrowed.
//   * A function that makes a tensor returns its Handle, or null. Null with an error set (srt_take_error) is a failure;
//     null without an error is "no tensor" (an undefined gradient, for instance).
//   * A function that makes none returns 0, or -1 with an error set.
//   * Several tensors: through Handle* out parameters when the number is fixed; otherwise the count is returned (-1 = error)
//     and *out points at a thread-local array that is valid until the next such call of the thread.
//   * bool is one byte; an optional number is a kind/flag next to its value (ScalarArg, OptionalInt); a dtype of -1 is "none".
//   * Bodies run inside guard/guard_status/guard_list/guard_value, so that no C++ exception crosses the boundary.
#pragma once

#include <ATen/ATen.h>
#include <ATen/ScalarOps.h>
#include <torch/version.h>

#include <cmath>
#include <cstdint>
#include <exception>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#define SRT_API extern "C" __attribute__((visibility("default")))

namespace srt {

using at::Tensor;
using Handle = at::Tensor*;

// c10::optional became std::optional; the old spelling goes away in new releases.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 5)
template <class T> using Opt = std::optional<T>;
#else
template <class T> using Opt = c10::optional<T>;
#endif

// The text type of LibTorch's signatures; it became std::string_view on the way.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 7)
using StringView = std::string_view;
#else
using StringView = c10::string_view;
#endif

// ---- errors -------------------------------------------------------------------------------------------------------------
void set_error(const char* message) noexcept;

template <class R, class F> R guarded(R failure, F&& body) noexcept {
    try {
        return body();
    } catch (const c10::Error& e) {
        set_error(e.what_without_backtrace());
    } catch (const std::exception& e) {
        set_error(e.what());
    } catch (...) {
        set_error("unknown native error");
    }
    return failure;
}

// ---- results ------------------------------------------------------------------------------------------------------------
inline Handle box(Tensor t) { return t.defined() ? new Tensor(std::move(t)) : nullptr; }
int64_t box_list(std::vector<Tensor> tensors, Handle** out);   // thread-local storage

template <class F> Handle guard(F&& body) noexcept { return guarded<Handle>(nullptr, [&] { return box(body()); }); }
template <class F> int32_t guard_status(F&& body) noexcept { return guarded<int32_t>(-1, [&] { body(); return 0; }); }
template <class F> int64_t guard_list(Handle** out, F&& body) noexcept { return guarded<int64_t>(-1, [&] { return box_list(body(), out); }); }
template <class R, class F> R guard_value(R failure, F&& body) noexcept { return guarded<R>(failure, [&]() -> R { return body(); }); }

// ---- arguments ----------------------------------------------------------------------------------------------------------
enum ScalarKind : int32_t { kNone = -1, kInteger = 0, kReal = 1, kBoolean = 2 };
struct ScalarArg { int64_t bits; int32_t kind; };
struct OptionalInt { int64_t value; int32_t has; };

inline at::Scalar sc(ScalarArg s) {
    double d;
    switch (s.kind) {
        case kInteger: return at::Scalar(s.bits);
        case kReal: static_assert(sizeof(d) == sizeof(s.bits), ""); __builtin_memcpy(&d, &s.bits, sizeof d); return at::Scalar(d);
        case kBoolean: return at::Scalar(s.bits != 0);
        default: throw std::invalid_argument("a scalar is required");
    }
}
// The scalar as the second operand of an operation with a. LibTorch would make it a double and cast it to a's type inside the
// operation, which costs more than the operation on a small tensor; on the CPU it is made of a's type at once. Same numbers.
inline Tensor operand(const Tensor& a, ScalarArg s) {
    const auto type = a.scalar_type();
    const auto value = sc(s);
    if (a.device().is_cpu() && (type == at::kDouble || type == at::kFloat)) {
        const double v = value.toDouble();
        if (type == at::kDouble || std::isnan(v) || std::isinf(v) || std::abs(v) <= std::numeric_limits<float>::max()) {
            return at::detail::scalar_tensor_static(value, type, at::Device(at::kCPU));
        }
    }
    return at::native::wrapped_scalar_tensor(value);
}
inline Opt<at::Scalar> opt_sc(ScalarArg s) { return s.kind == kNone ? Opt<at::Scalar>() : Opt<at::Scalar>(sc(s)); }
inline Opt<int64_t> opt_int(OptionalInt v) { return v.has ? Opt<int64_t>(v.value) : Opt<int64_t>(); }
inline Opt<Tensor> opt(Handle t) { return t == nullptr ? Opt<Tensor>() : Opt<Tensor>(*t); }
inline Tensor or_undefined(Handle t) { return t == nullptr ? Tensor() : *t; }
inline at::ScalarType st(int32_t dtype) { return static_cast<at::ScalarType>(dtype); }
inline Opt<at::ScalarType> opt_st(int32_t dtype) { return dtype < 0 ? Opt<at::ScalarType>() : Opt<at::ScalarType>(st(dtype)); }
inline at::IntArrayRef ints(const int64_t* values, int32_t count) { return at::IntArrayRef(values, static_cast<size_t>(count)); }
inline at::Device device(int32_t type, int32_t index) { return at::Device(static_cast<at::DeviceType>(type), static_cast<c10::DeviceIndex>(index)); }
inline at::TensorOptions options(int32_t dtype, int32_t device_type, int32_t device_index) {
    auto o = at::TensorOptions();
    if (dtype >= 0) o = o.dtype(st(dtype));
    if (device_type >= 0) o = o.device(device(device_type, device_index));
    return o;
}
inline std::vector<Tensor> tensors(const Handle* values, int32_t count) {
    std::vector<Tensor> r;
    r.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) r.push_back(or_undefined(values[i]));
    return r;
}
inline Opt<at::Generator> gen(at::Generator* g) { return g == nullptr ? Opt<at::Generator>() : Opt<at::Generator>(*g); }

// RoundingMode of the managed side: 0 none, 1 towards zero, 2 floor.
template <class B> Tensor divide(const Tensor& a, const B& b, int32_t mode) {
    return mode == 0 ? a.div(b) : a.div(b, mode == 1 ? "trunc" : "floor");
}
template <class B> void divide_(Tensor& a, const B& b, int32_t mode) {
    mode == 0 ? a.div_(b) : a.div_(b, mode == 1 ? "trunc" : "floor");
}

// ---- several results ------------------------------------------------------------------------------------------------------
inline Tensor cast(Tensor t, Opt<at::ScalarType> dtype) { return dtype ? t.to(*dtype) : t; }
inline std::tuple<Tensor, Tensor> cast(std::tuple<Tensor, Tensor> t, Opt<at::ScalarType> dtype) {
    return {cast(std::get<0>(t), dtype), cast(std::get<1>(t), dtype)};
}
inline void unpack(std::tuple<Tensor, Tensor> t, Handle* a, Handle* b) {
    *a = box(std::get<0>(t));
    *b = box(std::get<1>(t));
}
inline void unpack(std::tuple<Tensor, Tensor, Tensor> t, Handle* a, Handle* b, Handle* c) {
    *a = box(std::get<0>(t));
    *b = box(std::get<1>(t));
    *c = box(std::get<2>(t));
}
inline void unpack(std::tuple<Tensor, Tensor, Tensor, Tensor> t, Handle* a, Handle* b, Handle* c, Handle* d) {
    *a = box(std::get<0>(t));
    *b = box(std::get<1>(t));
    *c = box(std::get<2>(t));
    *d = box(std::get<3>(t));
}

}   // namespace srt

// One line per function: SRT_TENSOR returns a tensor, SRT_STATUS works in place, SRT_VALUE returns a number.
#define SRT_TENSOR(name, params, expression) \
    SRT_API Handle name params { return srt::guard([&]() -> at::Tensor { return expression; }); }
#define SRT_STATUS(name, params, expression) \
    SRT_API int32_t name params { return srt::guard_status([&] { expression; }); }
#define SRT_VALUE(type, failure, name, params, expression) \
    SRT_API type name params { return srt::guard_value<type>(failure, [&]() -> type { return expression; }); }

using srt::Handle;
using srt::ScalarArg;
using srt::OptionalInt;
