using SoftRL.Cli;

return CommandLine.Run(args, Terminal.OfProcess(), BuiltIn.Agents);
