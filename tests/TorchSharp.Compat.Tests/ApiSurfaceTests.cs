using SoftRL.Api;

namespace TorchSharp.Compat.Tests;

/// <summary>The form of the lines, on types made for it.</summary>
public class ApiSurfaceTests
{
    private static readonly string Here = typeof(ApiSurfaceTests).FullName!;

    private static readonly string[] Lines = [.. PublicSurface.Of(typeof(ApiSurfaceTests).Assembly)
        .Where(line => line.StartsWith(Here + ".Sample", StringComparison.Ordinal))
        .Select(line => line[(Here.Length + 1)..].Replace(Here + ".", "", StringComparison.Ordinal))];

    [Fact]
    public void AClassIsListedWithItsModifiersConstraintsBaseAndInterfaces() => Lines.Should().Contain([
        "SampleBase<T> | type | public abstract class where T : class, System.IDisposable, new()",
        "Sample | type | public sealed class",
        "Sample | base | SampleBase<System.IO.MemoryStream>",
        "Sample | implements | System.Collections.Generic.IEqualityComparer<(int, string[])>",
        "SampleBase<T>.Inner<TOther> | type | protected class",
        "SampleMode | type | public enum : byte",
        "SampleMode | value | Second = 2",
        "SampleMode | attribute | Flags",
        "SampleHandler | invoke | int (ref double x, out string y)",
    ]);

    [Fact]
    public void AMethodIsListedWithParameterNamesDefaultsTupleNamesAndModifiers() => Lines.Should().Contain([
        "Sample | method | public override Choose(long first, SampleMode mode = SampleMode.Second, double? rate = 0.5d, string text = \"a\\\"b\") : (int left, (long, bool flag) right)",
        "Sample | method | public static Many<TItem>(params System.Collections.Generic.List<TItem>[] items) : TItem where TItem : unmanaged",
        "SampleBase<T> | method | public abstract Choose(long first, SampleMode mode = SampleMode.Second, double? rate = 0.5d, string text = \"a\\\"b\") : (int left, (long, bool flag) right)",
        "Sample | operator | public static op_Addition(Sample left, float right) : Sample",
        "Sample | operator | public static op_Implicit(int value) : Sample",
        "Sample | method | public Old() : void | Obsolete(error)",
    ]);

    [Fact]
    public void AccessorsFieldsAndConstantsHaveALineEach() => Lines.Should().Contain([
        "Sample | get | public this[System.Index at, in int rest] : System.Span<byte>",
        "Sample | init | public Start : SampleMode?",
        "SampleBase<T> | field | protected readonly values : System.Collections.Generic.Dictionary<string, T>",
        "Sample | const | public Limit : float = 1.5f",
        "Sample | event | public Changed : SampleHandler",
    ]);

    [Fact]
    public void WhatNoOtherAssemblyCanNameIsLeftOut() => Lines.Should().NotContain(line => line.Contains("Hidden", StringComparison.Ordinal));

    public delegate int SampleHandler(ref double x, out string y);

    [Flags]
    public enum SampleMode : byte
    {
        None = 0,
        First = 1,
        Second = 2,
    }

    public abstract class SampleBase<T>
        where T : class, IDisposable, new()
    {
#pragma warning disable CA1051 // A visible field is what this sample is for.
        protected readonly Dictionary<string, T> values = [];
#pragma warning restore CA1051

        public abstract (int left, (long, bool flag) right) Choose(
            long first, SampleMode mode = SampleMode.Second, double? rate = 0.5, string text = "a\"b");

        internal static void HiddenInternal()
        {
        }

        protected class Inner<TOther>;

        private protected sealed class HiddenClass;
    }

    public sealed class Sample : SampleBase<MemoryStream>, IEqualityComparer<(int Number, string[] Words)>
    {
        public const float Limit = 1.5f;

        public event SampleHandler? Changed;

        public SampleMode? Start { get; init; }

        private int HiddenProperty { get; set; }

        public Span<byte> this[Index at, in int rest] => default;

        public static Sample operator +(Sample left, float right) => left;

        public static implicit operator Sample(int value) => new() { HiddenProperty = value };

        public static TItem Many<TItem>(params List<TItem>[] items)
            where TItem : unmanaged => items[0][0];

        public override (int left, (long, bool flag) right) Choose(
            long first, SampleMode mode = SampleMode.Second, double? rate = 0.5, string text = "a\"b") => default;

        [Obsolete("A sample.", error: true)]
        public void Old() => Changed?.ToString();

        bool IEqualityComparer<(int Number, string[] Words)>.Equals((int Number, string[] Words) x, (int Number, string[] Words) y) => HiddenProperty == 0;

        int IEqualityComparer<(int Number, string[] Words)>.GetHashCode((int Number, string[] Words) obj) => 0;
    }
}
