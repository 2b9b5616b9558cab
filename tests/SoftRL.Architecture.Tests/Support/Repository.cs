using System.Reflection;

namespace SoftRL.Architecture.Tests;

/// <summary>The source tree that these tests were built from.</summary>
public static class Repository
{
    /// <summary>Its root, with <c>SoftRL.sln</c>.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Files under a folder of the tree, without build outputs.</summary>
    /// <param name="folder">Relative to the root; empty for all.</param>
    /// <param name="pattern">Such as <c>*.cs</c>.</param>
    /// <returns>Full paths.</returns>
    public static IReadOnlyList<string> Files(string folder, string pattern)
        => [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "artifacts" or ".git" or "runs" or "BenchmarkDotNet.Artifacts"))
            .Order(StringComparer.Ordinal)];

    /// <summary>A path as people write it.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>Relative to the root, with slashes.</returns>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The text of a file.</summary>
    /// <param name="relative">Relative to the root.</param>
    /// <returns>Its text.</returns>
    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));
}
