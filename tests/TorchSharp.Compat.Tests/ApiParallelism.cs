// One test at a time: many seed the default generator of the process, or set its number of threads.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
