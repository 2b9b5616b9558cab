using System.Runtime.Loader;
using SoftRL.Api;

// surface ASSEMBLY            prints every public and protected member, one line each
// surface ASSEMBLY LIST       prints the lines of ASSEMBLY that LIST has; exit 1, naming them, if ASSEMBLY has others
if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("usage: surface ASSEMBLY [LIST]");
    return 2;
}

var path = Path.GetFullPath(args[0]);
var folder = Path.GetDirectoryName(path)!;
var context = new AssemblyLoadContext("surface");
context.Resolving += (loader, name) =>
{
    var neighbour = Path.Combine(folder, name.Name + ".dll");
    return File.Exists(neighbour) ? loader.LoadFromAssemblyPath(neighbour) : null;
};

var lines = PublicSurface.Of(context.LoadFromAssemblyPath(path));
var allowed = args.Length == 2 ? File.ReadLines(args[1]).ToHashSet(StringComparer.Ordinal) : null;
foreach (var line in lines.Where(line => allowed is null || allowed.Contains(line)))
{
    Console.WriteLine(line);
}

var strangers = allowed is null ? [] : lines.Where(line => !allowed.Contains(line)).ToList();
foreach (var line in strangers)
{
    Console.Error.WriteLine("not in the list: " + line);
}

return strangers.Count == 0 ? 0 : 1;
