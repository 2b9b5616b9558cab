using SoftRL.Api;

// stubgen LIST FOLDER [MAYBE_NULL]
// Writes a project that compiles to an assembly with every type and member of LIST and no behaviour. MAYBE_NULL names the
// properties that the real assembly annotates as nullable, one "Type member" a line.
if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("usage: stubgen LIST FOLDER [MAYBE_NULL]");
    return 2;
}

var maybeNull = args.Length == 3 ? File.ReadLines(args[2]).Where(line => line.Length > 0 && line[0] != '#').ToHashSet(StringComparer.Ordinal) : [];
var (types, malformed) = ApiList.Read(File.ReadLines(args[0]));
var writer = new StubWriter(types, maybeNull);
Directory.CreateDirectory(args[1]);
File.WriteAllText(Path.Combine(args[1], "TorchSharp.csproj"), StubProject.Text);
File.WriteAllText(Path.Combine(args[1], "TorchSharp.cs"), writer.Write());

foreach (var line in malformed.Concat(writer.Skipped))
{
    Console.WriteLine("skipped: " + line);
}

Console.WriteLine($"{types.Count} types, {types.Values.Sum(type => type.Members.Count)} members, {malformed.Count + writer.Skipped.Count} lines skipped");
return 0;
